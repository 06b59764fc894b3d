"""The parts that a note is put together from: its sections and its annexes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from resources.blanks import unbalanced as unbalanced_blank
from resources.blocks.contents import (
    LegalReferenceBlock,
    ProseBlock,
    SectionContentBlock,
)
from resources.blocks.mending import MendedStreamBlock
from resources.documents import KEY_MESSAGE, LEAVE_OUT, WHOLE
from resources.jurisdictions import jurisdiction_choices

_HEADING = {"label": _("Heading"), "max_length": 160}


class SectionBlock(blocks.StructBlock):
    """A numbered section."""

    heading = blocks.CharBlock(**_HEADING)
    key_message = blocks.TextBlock(
        label=_("Key message"),
        required=False,
        max_length=400,
        rows=2,
        help_text=_("What the section comes to, in a sentence or two. Stands at its head."),
    )
    short_version = blocks.ChoiceBlock(
        label=_("In the short version"),
        choices=[
            (LEAVE_OUT, _("Left out")),
            (KEY_MESSAGE, _("Heading and key message")),
            (WHOLE, _("The whole section")),
        ],
        default=LEAVE_OUT,
    )
    content = SectionContentBlock(label=_("Content"), required=False)

    class Meta:
        icon = "title"
        label = _("Section")
        label_format = _("Section") + ": {heading}"
        description = _("A numbered section: 1, 2, 3")

    def clean(self, value: Any) -> Any:
        """Refuse a key message in the short version that is not there."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if cleaned["short_version"] == KEY_MESSAGE and not cleaned["key_message"].strip():
            raise blocks.StructBlockValidationError(
                block_errors={
                    "key_message": ValidationError(
                        _("The short version takes the key message: write one.")
                    )
                }
            )
        return cleaned


class SubsectionBlock(SectionBlock):
    """A part of the section or principle above it."""

    class Meta:
        icon = "minus"
        label = _("Part of a section")
        description = _("A part of the section or principle above it: 1.1, 1.2")


class PrincipleBlock(SectionBlock):
    """A principle, numbered by itself."""

    class Meta:
        icon = "pick"
        label = _("Principle")
        description = _("A principle, numbered apart from the sections: Principle 1, Principle 2")


class NoteBodyBlock(MendedStreamBlock):
    """The sections of a note, one after the other."""

    section = SectionBlock()
    subsection = SubsectionBlock()
    principle = PrincipleBlock()


class AnnexBlock(blocks.StructBlock):
    """What all annexes have."""

    heading = blocks.CharBlock(**_HEADING)
    introduction = blocks.RichTextBlock(
        label=_("Introduction"), required=False, features=["bold", "italic", "link"]
    )
    short_version = blocks.ChoiceBlock(
        label=_("In the short version"),
        choices=[(LEAVE_OUT, _("Left out")), (WHOLE, _("The whole annex"))],
        default=LEAVE_OUT,
    )


class FormLetterBlock(AnnexBlock):
    """A letter or form with blanks, to be filled in, printed and taken away."""

    letter = ProseBlock(
        label=_("Letter"),
        help_text=_(
            "Write a blank as its name in double square brackets: I, [[Name of the person]], agree."
        ),
    )
    document = DocumentChooserBlock(
        label=_("Your own file"),
        required=False,
        help_text=_(
            "Readers can take the letter away as a document that is made from the text. "
            "Give a file here only if they shall have that instead."
        ),
    )

    class Meta:
        icon = "mail"
        label = _("Form letter")
        template = "resources/blocks/form_letter.html"
        description = _("A letter with blanks, to fill in, print and take away")

    def clean(self, value: Any) -> Any:
        """Refuse a blank without an end."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if place := unbalanced_blank(cleaned["letter"].source):
            error = ValidationError(
                _("A blank begins with [[ and ends with ]]. Look at: “%(place)s”"),
                params={"place": place},
            )
            raise blocks.StructBlockValidationError(block_errors={"letter": error})
        return cleaned


class ChecklistGroupBlock(blocks.StructBlock):
    """Items that belong together."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160, required=False)
    items = blocks.ListBlock(blocks.TextBlock(label=_("Item"), rows=1), label=_("Items"), min_num=1)


class ChecklistBlock(AnnexBlock):
    """Points to tick off. The ticks stay on the reader's own device."""

    groups = blocks.ListBlock(ChecklistGroupBlock(), label=_("Groups"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Checklist")
        template = "resources/blocks/checklist.html"
        description = _("Points to tick off; the ticks stay on the reader’s device")


class JurisdictionBlock(blocks.StructBlock):
    """The law of one jurisdiction."""

    jurisdiction = blocks.ChoiceBlock(label=_("Jurisdiction"), choices=jurisdiction_choices)
    text = ProseBlock(label=_("Text"), required=False)
    references = blocks.ListBlock(LegalReferenceBlock(), label=_("Legal references"), default=[])


class LegalBackgroundBlock(AnnexBlock):
    """The law, jurisdiction by jurisdiction."""

    jurisdictions = blocks.ListBlock(JurisdictionBlock(), label=_("Jurisdictions"), min_num=1)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Legal background")
        template = "resources/blocks/legal_background.html"
        description = _("The law, jurisdiction by jurisdiction")


class NoteAnnexesBlock(MendedStreamBlock):
    """The annexes of a note."""

    form_letter = FormLetterBlock()
    checklist = ChecklistBlock()
    legal_background = LegalBackgroundBlock()
