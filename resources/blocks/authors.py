"""Who wrote a note."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from resources.blocks.mending import MendedStreamBlock


class PersonBlock(blocks.StructBlock):
    """A person."""

    given_name = blocks.CharBlock(label=_("Given name"), max_length=120, required=False)
    family_name = blocks.CharBlock(label=_("Family name"), max_length=120)
    affiliation = blocks.CharBlock(label=_("Organisation"), max_length=160, required=False)
    url = blocks.URLBlock(label=_("Website"), required=False)

    class Meta:
        icon = "user"
        label = _("Person")


class OrganisationBlock(blocks.StructBlock):
    """An organisation."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    part = blocks.CharBlock(
        label=_("What it did"),
        max_length=160,
        required=False,
        help_text=_("As “legal research”. Empty: it wrote the text."),
    )
    url = blocks.URLBlock(label=_("Website"), required=False)

    class Meta:
        icon = "group"
        label = _("Organisation")


class AuthorsBlock(MendedStreamBlock):
    """Everybody who is to be named, in their order."""

    person = PersonBlock()
    organisation = OrganisationBlock()
