"""What is translated, and what is the same in every language: every field says it.

Each table is complete. A new field, block or model fails here until somebody
has decided what becomes of it in translations and written it down.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_translatable_models
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from campaigns.applications.blocks import ChoicesBlock
from campaigns.blocks import (
    CampaignBodyBlock,
    MilestonesBlock,
    ObjectivesBlock,
    PressKitBlock,
    TargetsBlock,
)
from campaigns.models import (
    ApplicationField,
    ApplicationFormPage,
    CampaignIndexPage,
    CampaignPage,
    CampaignUpdatePage,
    EventIndexPage,
    EventPage,
    EventSession,
    Organisation,
    OrganisationIndexPage,
    StoryIndexPage,
    StoryPage,
)
from core.blocks import BodyBlock
from core.menus.blocks import MenuBlock
from core.models import Footer, HomePage, Menu, StandardPage
from core.translated_fields import SourceOnlyField
from petitions.models import PetitionIndexPage, PetitionPage
from resources.blocks import AuthorsBlock, NoteAnnexesBlock, NoteBodyBlock
from resources.blocks.contents import SameEverywhereChooser
from resources.models import (
    Audience,
    GlossaryTerm,
    GuidanceIndexPage,
    GuidanceNotePage,
    Topic,
)
from tests.everything.models import EverythingPage, Step

pytestmark = pytest.mark.one_database


@dataclass(frozen=True)
class Declared:
    """The fields of a model, by what becomes of them in translations."""

    translated: set[str]
    # Copied from the source, where a language may have its own (an address, a picture).
    copied: set[str] = field(default_factory=set)
    # Copied from the source, and no language may have its own.
    same: set[str] = field(default_factory=set)
    # Copied, and read from the source alone: a change leaves no translation outdated.
    source_only: set[str] = field(default_factory=set)


def page(*translated: str, source_only: tuple[str, ...] = (), **others: set[str]) -> Declared:
    """Return the declaration of a page: what all pages have, and its own fields."""
    same = {"slug", "show_in_menus", *others.pop("same", set())}
    return Declared(
        translated={"title", "seo_title", "search_description", *translated},
        same=same,
        source_only={"tells_when_outdated", *source_only},
        **others,
    )


DECLARED: dict[Any, Declared] = {
    HomePage: page("introduction", "body"),
    StandardPage: page("introduction", "body"),
    PetitionIndexPage: page("introduction"),
    PetitionPage: page(
        "summary",
        "addressee",
        "text",
        "body",
        "terms_wording",
        "updates_wording",
        "thank_you",
        "share_text",
        "mail_subject",
        "mail_text",
        source_only=(
            "accepts",
            "goals",
            "opens_at",
            "closes_at",
            "is_closed",
            "asks_comment",
            "asks_updates",
            "shows_signers",
        ),
    ),
    ApplicationFormPage: page(
        "introduction",
        "body",
        "form_fields",
        "button_text",
        "thank_you",
        "mail_subject",
        "mail_text",
        "pack_text",
        # There may be a pack, and somebody to write to, in each language.
        copied={"pack_document", "contact_email"},
        source_only=(
            "purpose",
            "opens_at",
            "closes_at",
            "is_closed",
            "keep_days",
            "max_total_megabytes",
        ),
    ),
    ApplicationField: Declared(
        translated={"label", "help_text", "choices"},
        same={
            "clean_name",
            "field_type",
            "required",
            "role",
            "accepts",
            "max_files",
            "max_megabytes",
        },
    ),
    GuidanceIndexPage: page("introduction"),
    GuidanceNotePage: page(
        "summary",
        "authors",
        "body",
        "annexes",
        "edition_changes",
        same={
            "kind",
            "topics",
            "audiences",
            "jurisdictions",
            "licence",
            "edition_number",
            "edition_date",
            "related",
        },
    ),
    CampaignIndexPage: page("introduction"),
    CampaignPage: page(
        "summary",
        "image_description",
        "problem",
        "ask",
        "targets",
        "objectives",
        "milestones",
        "body",
        "press_kit",
        "outcome",
        copied={"image"},
        same={"hashtag"},
        source_only=(
            "state",
            "outcome_date",
            "topics",
            "countries",
            "partners",
            "petitions",
            "notes",
        ),
    ),
    CampaignUpdatePage: page("summary", "body", same={"date"}),
    OrganisationIndexPage: page("introduction"),
    Organisation: Declared(
        translated={"name", "summary", "description", "objectives"},
        copied={"website"},
        same={"slug"},
        source_only={
            "kind",
            "countries",
            "languages",
            "activities",
            "logo",
            "logo_permission",
            "members",
            "notes",
        },
    ),
    EventIndexPage: page("introduction"),
    EventPage: page(
        "summary",
        "body",
        "afterwards",
        "sessions",
        copied={"hashtag", "recording_url", "recording_document"},
        same={"languages", "registration_page"},
        source_only=("takes_questions", "campaigns"),
    ),
    StoryIndexPage: page("introduction", "invitation"),
    StoryPage: page(
        "summary",
        "image_description",
        "body",
        copied={"image"},
        same={"date"},
        source_only=("organisation", "topics", "countries", "campaigns"),
    ),
    EventSession: Declared(
        translated={"title", "place"},
        source_only={
            "starts_on",
            "starts_at",
            "ends_on",
            "ends_at",
            "time_zone",
            "link",
            "languages",
            "is_cancelled",
        },
    ),
    Topic: Declared(translated={"title"}, same={"slug"}),
    Audience: Declared(translated={"title"}, same={"slug"}),
    GlossaryTerm: Declared(translated={"term", "definition"}),
    Footer: Declared(translated={"text"}, copied={"contact_email"}, same={"title"}),
    # A language that wants another order stops the translation: see `core.models.menus`.
    Menu: Declared(translated={"items"}, same={"title"}),
    EverythingPage: page(
        "introduction",
        "text",
        "body",
        "steps",
        "footer",
        copied={"link", "email", "image"},
        same={"kind", "day", "is_shown", "tags", "tagged_items", "years"},
    ),
    Step: Declared(translated={"text"}, copied={"link"}),
}

# The streams that pages are written in.
STREAMS = {
    "body": BodyBlock,
    "note": NoteBodyBlock,
    "annexes": NoteAnnexesBlock,
    "authors": AuthorsBlock,
    "campaign": CampaignBodyBlock,
    "targets": TargetsBlock,
    "objectives": ObjectivesBlock,
    "milestones": MilestonesBlock,
    "press_kit": PressKitBlock,
    "menu": MenuBlock,
    "choices": ChoicesBlock,
}

# What a stream has from another is declared there.
INHERITED = {"campaign": BodyBlock}

# What stands in a section of a note, by what becomes of it, as below.
SECTION_STRINGS = {
    "heading",
    "key_message",
    "content.text",
    "content.do_dont.pairs.do",
    "content.do_dont.pairs.dont",
    "content.quote.text",
    "content.quote.attribution",
    "content.quote.role",
    "content.callout.heading",
    "content.callout.text",
    "content.figure.image.alt_text",
    "content.figure.caption",
    # Laws have names of their own in other languages, and articles are called otherwise.
    "content.legal_reference.instrument",
    "content.legal_reference.provision",
    "content.legal_reference.text",
    "content.download.title",
    "content.download.description",
}
SECTION_COPIES = {
    "content.figure.image.image",
    # A law has an address in each of its languages.
    "content.legal_reference.url",
    "content.download.document",
}
SECTION_SAME = {
    "short_version",
    "content.callout.tone",
    "content.figure.image.decorative",
    # Shown in the language of the note.
    "content.definition.term",
    "content.legal_reference.year",
    "content.legal_reference.jurisdiction",
}

# Each text of a block, and whether it is translated. A link or picture is copied
# from the source; a language may have its own.
BLOCK_STRINGS = {
    "body.paragraph": {""},
    "body.figure": {"image.alt_text", "caption"},
    "body.quote": {"text", "attribution", "role"},
    "body.callout": {"heading", "text"},
    # A number is written in the language's own way: 5,003 is 5.003 in Spanish.
    "body.numbers": {"items.number", "items.label", "items.source"},
    "body.call_to_action": {"label"},
    "body.gallery": {"heading", "pictures.image.alt_text", "pictures.caption"},
    "body.video": {"title", "transcript"},
    "campaign.testimony": {"text", "name", "role", "image.alt_text"},
    "note.section": SECTION_STRINGS,
    "note.subsection": SECTION_STRINGS,
    "note.principle": SECTION_STRINGS,
    "annexes.form_letter": {"heading", "introduction", "letter"},
    "annexes.checklist": {"heading", "introduction", "groups.heading", "groups.items"},
    "annexes.legal_background": {
        "heading",
        "introduction",
        "jurisdictions.text",
        "jurisdictions.references.instrument",
        "jurisdictions.references.provision",
        "jurisdictions.references.text",
    },
    "targets.target": {"name", "about", "answers.text", "answers.source"},
    "objectives.objective": {"title", "text"},
    "milestones.milestone": {"title", "text"},
    "press_kit.text": {""},
    "press_kit.file": {"title", "description"},
    "choices.choice": {""},
    # Names are written in other scripts.
    "authors.person": {"given_name", "family_name", "affiliation"},
    "authors.organisation": {"name", "part"},
    "menu.page": {"label"},
    "menu.link": {"label"},
    "menu.group": {"label", "items.page.label", "items.link.label"},
}
BLOCK_COPIES = {
    "targets.target": {"answers.url"},
    "press_kit.file": {"document"},
    "body.figure": {"image.image"},
    "body.call_to_action": {"page", "url"},
    "body.gallery": {"pictures.image.image"},
    # A language may have a video of its own, with its own captions.
    "body.video": {"poster", "document", "url", "captions.document"},
    "campaign.testimony": {"image.image"},
    "note.section": SECTION_COPIES,
    "note.subsection": SECTION_COPIES,
    "note.principle": SECTION_COPIES,
    "annexes.form_letter": {"document"},
    "annexes.legal_background": {"jurisdictions.references.url"},
    "authors.person": {"url"},
    "authors.organisation": {"url"},
    # What is offered elsewhere has an address in each of its languages.
    "menu.page": {"page"},
    "menu.link": {"url"},
    "menu.group": {"items.page.page", "items.link.url"},
}
BLOCK_SAME = {
    "targets.target": {"answers.kind", "answers.date"},
    "milestones.milestone": {"date"},
    "body.figure": {"image.decorative"},
    "body.callout": {"tone"},
    "body.gallery": {"pictures.image.decorative"},
    "body.video": {"captions.language"},
    # What a person has agreed to is the source's to say.
    "campaign.testimony": {"image.decorative", "has_consent"},
    "note.section": SECTION_SAME,
    "note.subsection": SECTION_SAME,
    "note.principle": SECTION_SAME,
    "annexes.form_letter": {"short_version"},
    "annexes.checklist": {"short_version"},
    "annexes.legal_background": {
        "short_version",
        "jurisdictions.jurisdiction",
        "jurisdictions.references.year",
        "jurisdictions.references.jurisdiction",
    },
}

# Not declared, and for a reason: Wagtail's own keeping of pages and revisions,
# and the links of a model to itself and its parents.
KEPT_BY_WAGTAIL = {
    "id",
    "locale",
    "translation_key",
    "content_type",
    "owner",
    "first_published_at",
    "go_live_at",
    "expire_at",
    "path",
    "depth",
    "numchild",
    "live",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "live_revision",
    "latest_revision_created_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "draft_title",
    "url_path",
    "alias_of",
    "page_ptr",
    "page",
    "sort_order",
}
# Made from what is declared whenever a row is saved.
MADE_FROM_OTHERS = {"name_key", "sound_key", "host"}


def models() -> list[Any]:
    # Every page is one of a kind; the base alone is never shown.
    return [
        model for model in get_translatable_models(include_subclasses=True) if model is not Page
    ]


def found(model: Any) -> Declared:
    """Return what a model declares."""
    parts: dict[str, set[str]] = {"translated": set(), "copied": set(), "same": set()}
    source_only = set()
    for declared in get_translatable_fields(model):
        name = declared.field_name
        if isinstance(declared, SourceOnlyField):
            source_only.add(name)
        elif not isinstance(declared, SynchronizedField):
            parts["translated"].add(name)
        elif declared.overridable and can_be_replaced(declared.get_field(model)):
            parts["copied"].add(name)
        else:
            parts["same"].add(name)
    return Declared(**parts, source_only=source_only)


def can_be_replaced(of_model: Any) -> bool:
    """Whether wagtail-localize offers a language to replace a copied value of this kind."""
    kind = getattr(of_model, "get_internal_type", str)()
    is_text = kind in {"CharField", "TextField", "SlugField", "URLField", "EmailField"}
    return (is_text and not of_model.choices) or kind == "ForeignKey"


def test_each_translatable_model_is_in_the_table() -> None:
    assert set(models()) == set(DECLARED)


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model.__name__)
def test_each_field_says_what_becomes_of_it(model: Any) -> None:
    assert found(model) == DECLARED[model]


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model.__name__)
def test_no_field_is_left_out(model: Any) -> None:
    """wagtail-localize leaves out what is not editable, and fields of many to many."""
    declared = {declared.field_name for declared in get_translatable_fields(model)}
    own = {
        of_model.name
        for of_model in model._meta.get_fields()
        if of_model.concrete and not of_model.auto_created
    }
    assert own - declared - KEPT_BY_WAGTAIL - MADE_FROM_OTHERS == set()


@pytest.mark.django_db
def test_options_of_a_petition_are_the_records() -> None:
    """What takes effect in all languages at once is what publication copies to the record."""
    assert DECLARED[PetitionPage].source_only == {"tells_when_outdated", *PetitionPage.options}
    assert set(PetitionPage.options) == {
        name for name in PetitionPage().petition_options() if name != "title"
    }


def test_rich_text_of_every_model_is_translated() -> None:
    for model in models():
        for of_model in model._meta.get_fields():
            if isinstance(of_model, RichTextField | StreamField):
                assert of_model.name in DECLARED[model].translated, (model, of_model.name)


# --- blocks ---------------------------------------------------------------


def leaves(block: Any, path: str = "") -> dict[str, Any]:
    """Return the parts of a block that hold a value, by their paths."""
    if isinstance(block, blocks.ListBlock):
        return leaves(block.child_block, path)
    if isinstance(block, blocks.BaseStructBlock | blocks.BaseStreamBlock):
        return {
            leaf: part
            for name, child in block.child_blocks.items()
            for leaf, part in leaves(child, f"{path}.{name}" if path else name).items()
        }
    return {path: block}


def kind_of(leaf: Any) -> str:
    """Return what wagtail-localize makes of a block, from its own extractor."""
    extractor = StreamFieldSegmentExtractor(None, include_overridables=True)
    if isinstance(leaf, SameEverywhereChooser):
        return "same"
    if isinstance(leaf, blocks.ChooserBlock):
        return "copied"
    sample: Any = "text"
    if isinstance(leaf, blocks.RichTextBlock):
        sample = leaf.normalize("<p>text</p>")
    segments = extractor.handle_block(leaf, sample)
    kinds = {type(segment).__name__ for segment in segments}
    if "StringSegmentValue" in kinds:
        return "translated"
    return "copied" if kinds else "same"


BLOCKS = {
    f"{stream}.{name}": block
    for stream, kind in STREAMS.items()
    for name, block in kind().child_blocks.items()
    if stream not in INHERITED or name not in INHERITED[stream]().child_blocks
}


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_says_what_is_translated(name: str) -> None:
    sorted_by_kind: dict[str, set[str]] = {"translated": set(), "copied": set(), "same": set()}
    for path, leaf in leaves(BLOCKS[name]).items():
        sorted_by_kind[kind_of(leaf)].add(path)
    assert sorted_by_kind["translated"] == BLOCK_STRINGS[name]
    assert sorted_by_kind["copied"] == BLOCK_COPIES.get(name, set())
    assert sorted_by_kind["same"] == BLOCK_SAME.get(name, set())


def test_every_stream_is_made_of_these_blocks() -> None:
    for model in models():
        for of_model in model._meta.get_fields():
            if isinstance(of_model, StreamField):
                assert isinstance(of_model.stream_block, tuple(STREAMS.values())), of_model
