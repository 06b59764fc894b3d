"""What stands in the sections of a note."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import CalloutBlock, FigureBlock, QuoteBlock
from resources.footnotes import unbalanced
from resources.jurisdictions import jurisdiction_choices

PROSE = ["bold", "italic", "link", "ul", "ol"]


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs and lists, with footnotes in double brackets."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": PROSE, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "resources/blocks/prose.html"
        description = _("Paragraphs, lists, links and footnotes")
        help_text = _(
            "Write a footnote where its mark shall stand, in double brackets: "
            "The court agreed ((Judgment of 3 May 2010, paragraph 12))."
        )
        preview_value = (
            "<p>Consent is a conversation ((It can be taken back at any time.)), not a form.</p>"
        )

    def clean(self, value: Any) -> Any:
        """Refuse a footnote without an end, which would swallow the text behind it.

        A draft may have one: it is saved while it is being written.
        """
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if place := unbalanced(cleaned.source):
            raise ValidationError(
                _("A footnote begins with (( and ends with )). Look at: “%(place)s”"),
                params={"place": place},
            )
        return cleaned


class DoDontPairBlock(blocks.StructBlock):
    """Something to do, and what to leave instead."""

    do = blocks.TextBlock(label=_("Do"), rows=2)
    dont = blocks.TextBlock(label=_("Don’t"), rows=2, required=False)


class DoDontBlock(blocks.StructBlock):
    """Pairs of what to do and what not to do."""

    pairs = blocks.ListBlock(DoDontPairBlock(), label=_("Pairs"), min_num=1)

    class Meta:
        icon = "check"
        label = _("Do and don’t")
        template = "resources/blocks/do_dont.html"
        description = _("What to do beside what not to do")
        preview_value = {
            "pairs": [
                {
                    "do": "Show people at work, with friends, at home.",
                    "dont": "Show chains, bruises or tears.",
                }
            ]
        }


class NoteCalloutBlock(CalloutBlock):
    """A short text set apart; its heading is none of the note's outline."""

    class Meta:
        template = "resources/blocks/callout.html"


class NoteFigureBlock(FigureBlock):
    """A picture that an edition keeps a copy of."""

    class Meta:
        template = "resources/blocks/figure.html"


class SameEverywhereChooser:
    """A chooser whose choice is that of the source in every language.

    What is shown is its translation, looked up when a note is published:
    wagtail-localize would stop a translation whose glossary is not translated.
    """

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate here."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """The source's choice."""
        return value


class TermChooserBlock(SameEverywhereChooser, SnippetChooserBlock):
    """A term of the glossary."""


class DefinitionBlock(blocks.StructBlock):
    """What the glossary says about a term."""

    term = TermChooserBlock("resources.GlossaryTerm", label=_("Term"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Definition")
        template = "resources/blocks/definition.html"
        description = _("A term with its definition in the glossary")

    def clean(self, value: Any) -> Any:
        """Ask for a term: one that was deleted leaves an empty choice behind."""
        cleaned = super().clean(value)
        if cleaned.get("term") is None and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={"term": ValidationError(_("Choose a term, or remove this block."))}
            )
        return cleaned


class LegalReferenceBlock(blocks.StructBlock):
    """A law, treaty or judgment, and the place in it."""

    instrument = blocks.CharBlock(
        label=_("Law, treaty or judgment"), max_length=250, help_text=_("Its name in full.")
    )
    provision = blocks.CharBlock(
        label=_("Article or section"),
        max_length=120,
        required=False,
        help_text=_("As “Article 17”."),
    )
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1000, max_value=2999)
    jurisdiction = blocks.ChoiceBlock(
        label=_("Jurisdiction"), choices=jurisdiction_choices, required=False
    )
    text = blocks.TextBlock(label=_("What it says"), required=False, rows=2)
    url = blocks.URLBlock(label=_("Address of the text"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Legal reference")
        template = "resources/blocks/legal_reference.html"
        description = _("A law, treaty or judgment, and what it says")
        preview_value = {
            "instrument": "International Covenant on Civil and Political Rights",
            "provision": "Article 17",
            "year": 1966,
            "jurisdiction": "001",
            "text": "Protects privacy, family, home and correspondence.",
            "url": "",
        }


class DownloadBlock(blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("File"), required=False)
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        required=False,
        help_text=_("Empty: the file’s own title."),
    )
    description = blocks.TextBlock(label=_("Description"), required=False, rows=2)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "resources/blocks/download.html"
        description = _("A file to take away, kept with the edition")

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


class SectionContentBlock(blocks.StreamBlock):
    """The content of a section."""

    text = ProseBlock()
    do_dont = DoDontBlock()
    quote = QuoteBlock()
    callout = NoteCalloutBlock()
    figure = NoteFigureBlock()
    definition = DefinitionBlock()
    legal_reference = LegalReferenceBlock()
    download = DownloadBlock()
