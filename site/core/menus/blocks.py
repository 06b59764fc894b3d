"""What editors arrange menus from."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

# Characters. A longer label would break every page on a phone.
LONGEST_LABEL = 60


class MenuPageBlock(blocks.StructBlock):
    """A link to a page of this site."""

    page = blocks.PageChooserBlock(label=_("Page"))
    label = blocks.CharBlock(
        label=_("Other label"),
        required=False,
        max_length=LONGEST_LABEL,
        help_text=_("Leave empty for the page's title."),
    )

    class Meta:
        icon = "doc-empty"
        label = _("Page")
        description = _("A page of this site, shown in each reader's own language")


class MenuLinkBlock(blocks.StructBlock):
    """A link to an address elsewhere."""

    label = blocks.CharBlock(label=pgettext_lazy("menu", "Label"), max_length=LONGEST_LABEL)
    url = blocks.URLBlock(label=_("Address elsewhere"))

    class Meta:
        icon = "link-external"
        label = _("Address elsewhere")
        description = _("A link that leads away from this site")


class MenuLinksBlock(blocks.StreamBlock):
    """The links of a group."""

    page = MenuPageBlock()
    link = MenuLinkBlock()


class MenuGroupBlock(blocks.StructBlock):
    """Several links under a label of their own."""

    label = blocks.CharBlock(label=pgettext_lazy("menu", "Label"), max_length=LONGEST_LABEL)
    items = MenuLinksBlock(label=_("Items"))

    class Meta:
        icon = "list-ul"
        label = _("Group")
        description = _("Links below a label, which readers unfold")


class MenuBlock(blocks.StreamBlock):
    """A menu: pages, links elsewhere, and groups of them."""

    page = MenuPageBlock()
    group = MenuGroupBlock()
    link = MenuLinkBlock()
