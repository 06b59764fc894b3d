"""What people say of what they have lived through."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class TestimonyBlock(blocks.StructBlock):
    """What a person says of what they have lived through."""

    # Not a test, whatever pytest makes of the name.
    __test__ = False

    text = blocks.TextBlock(label=_("In their own words"))
    name = blocks.CharBlock(
        label=_("Name, as they want it given"),
        max_length=120,
        help_text=_("Their own, another one, or none, such as “a survivor from Kenya”."),
    )
    role = blocks.CharBlock(label=_("Who they are"), required=False, max_length=160)
    image = ImageBlock(
        label=_("Image"),
        required=False,
        help_text=_("Only if they have agreed to this picture on this page."),
    )
    has_consent = blocks.BooleanBlock(
        label=_("Their consent to publish these words here is recorded"),
        required=False,
        help_text=_("Nothing is published before it is. They may take it back at any time."),
    )

    class Meta:
        icon = "openquote"
        label = _("Testimony")
        template = "core/blocks/testimony.html"
        description = _("What a person says of what they have lived through, with their consent")
        preview_value = {
            "text": "I was not a case. I was a person with a plan, and I am carrying it out.",
            "name": "Amina",
            "role": "Member of the survivors’ council",
            "image": None,
            "has_consent": True,
        }

    def clean(self, value: Any) -> Any:
        """Refuse to publish what nobody has agreed to."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned.get("has_consent"):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "has_consent": ValidationError(
                        _("Record the person’s consent first, then tick this.")
                    )
                }
            )
        return cleaned
