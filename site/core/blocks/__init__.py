"""The StreamField blocks that editors build pages from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from core.blocks.pictures import GalleryBlock
from core.blocks.video import VideoBlock


class ParagraphBlock(blocks.RichTextBlock):
    """Headings, paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "core/blocks/paragraph.html"
        description = _("Headings, paragraphs, lists and links")
        preview_value = (
            "<h2>What we ask</h2><p>Tell a person's story <b>with</b> them, "
            "and only as far as they want it told.</p>"
        )


class FigureBlock(blocks.StructBlock):
    """A picture with its caption."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "core/blocks/image.html"
        description = _("A picture with a description for people who cannot see it")

    def get_preview_value(self) -> Any:
        """Show the picture that came last; without any, only the caption."""
        return self.normalize(
            {
                "image": get_image_model().objects.order_by("-pk").first(),
                "caption": _("What the picture shows, and where it was taken."),
            }
        )


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)
    role = blocks.CharBlock(
        label=_("Role or organisation"),
        required=False,
        max_length=200,
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quote.html"
        description = _("Somebody's own words, with their name as they want it given")
        preview_value = {
            "text": "Ask me what I want people to know. Then tell them that.",
            "attribution": "A member of the survivors' council",
            "role": "",
        }


class CalloutBlock(blocks.StructBlock):
    """A short text set apart from the rest."""

    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("note", _("Note")), ("important", _("Important"))],
        default="note",
    )
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ul", "ol"])

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "core/blocks/callout.html"
        description = _("A short text set apart from the rest")
        preview_value = {
            "tone": "note",
            "heading": "Before you publish",
            "text": "<p>Ask the person once more whether they still agree.</p>",
        }


class CallToActionValue(blocks.StructValue):
    """Adds the address that the button leads to."""

    @property
    def link_url(self) -> str:
        """The page's address, if readers find it, else the outside one."""
        page = self.get("page")
        if not page:
            return str(self.get("url") or "")
        page = page.localized
        # A button that leads nowhere is none.
        return page.url or "" if page.live else ""


class CallToActionBlock(blocks.StructBlock):
    """A button that leads to a page or an outside address."""

    label = blocks.CharBlock(label=_("Label"), max_length=80)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Button")
        template = "core/blocks/call_to_action.html"
        description = _("A button that leads to a page or an outside address")
        value_class = CallToActionValue
        preview_value = {"label": "Read the pledge", "page": None, "url": "https://example.org/"}

    def clean(self, value: Any) -> Any:
        """Require exactly one target, as soon as the page is to be published."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "page": ValidationError(_("Choose a page or give an address, not both."))
                }
            )
        return cleaned


class FigureNumberBlock(blocks.StructBlock):
    """One number with what it counts and where it is from."""

    number = blocks.CharBlock(label=_("Number"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"), max_length=160)
    source = blocks.CharBlock(
        label=pgettext_lazy("citation", "Source"), required=False, max_length=200
    )


class NumbersBlock(blocks.StructBlock):
    """Numbers side by side."""

    items = blocks.ListBlock(FigureNumberBlock(), label=_("Numbers"), min_num=1, max_num=4)

    class Meta:
        icon = "table"
        label = _("Numbers")
        template = "core/blocks/figures.html"
        description = _("Up to four numbers, each with its source")
        preview_value = {
            "items": [
                {"number": "43", "label": "countries", "source": "Freedom Collaborative"},
                {"number": "44", "label": "comments on the first draft", "source": ""},
            ]
        }


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    paragraph = ParagraphBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    numbers = NumbersBlock()
    call_to_action = CallToActionBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
