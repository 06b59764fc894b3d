"""What journalists may take away."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class PressFileBlock(blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("File"), required=False)
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        required=False,
        help_text=_("Empty: the file’s own title."),
    )
    description = blocks.TextBlock(label=_("Description"), required=False, rows=2, max_length=400)

    class Meta:
        icon = "download"
        label = _("File")
        template = "campaigns/blocks/press_file.html"
        description = _("A press release, a fact sheet, pictures")

    def clean(self, value: Any) -> Any:
        """Ask for a file: one that was deleted leaves an empty choice behind."""
        cleaned = super().clean(value)
        if cleaned.get("document") is None and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "document": ValidationError(_("Choose a file, or remove this block."))
                }
            )
        return cleaned


class PressKitBlock(blocks.StreamBlock):
    """Files and words for the press."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        features=["bold", "italic", "link", "ul"],
        template="campaigns/blocks/press_text.html",
    )
    file = PressFileBlock()
