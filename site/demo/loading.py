"""Loading the demonstration, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from demo.campaigns import Completion
from demo.content import CAMPAIGN_PAGES, FIRST_PAGES
from demo.content.directory import COALITION
from demo.guidance import backdate_notes, make_subjects, publish_editions
from demo.organisations import make_liaisons, make_organisations
from demo.pages import backdate, key_of, make_footer, make_pages, set_up_site
from demo.signatures import load_signatures
from demo.translations import source_locale, target_languages, translate, translate_organisations
from petitions.models import Petition
from translators.languages import set_up_language


class RealContentError(Exception):
    """The site has content of its own."""


def is_loaded() -> bool:
    """Whether the demonstration is there."""
    return Page.objects.filter(translation_key=key_of("home")).exists()


def has_content() -> bool:
    """Whether anybody has made a page, or published a petition, on this site.

    Wagtail's welcome page is the only one of the bare type `Page`, which no editor can make.
    """
    pages = Page.objects.filter(depth__gt=1).not_exact_type(Page)
    return pages.exists() or Petition.objects.exists()


@transaction.atomic
def load() -> bool:
    """Load the demonstration; return False if it is there already, and change nothing.

    Raises RealContentError on a site with content of its own, MissingTranslationError
    when a catalogue is incomplete.
    """
    if is_loaded():
        return False
    if has_content():
        raise RealContentError
    # Each of hundreds would be looked through for what it refers to, and for what it is found by,
    # several times.
    with disable_reference_index_auto_update(), _search_index_left_alone():
        _load()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return True


@contextmanager
def _search_index_left_alone() -> Iterator[None]:
    """Index nothing that is saved meanwhile."""
    indexed = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        yield
    finally:
        for model in indexed:
            post_save.connect(post_save_signal_handler, sender=model)


def _load() -> None:
    locale: Locale = source_locale()
    languages = target_languages()
    pages = make_pages(locale, FIRST_PAGES, {})
    footer = make_footer(locale, pages)
    set_up_site(pages, footer)
    subjects = make_subjects(locale)
    organisations = make_organisations(locale)
    coalition = organisations[COALITION.domain]
    translate([*pages.values(), footer, *subjects.all()], languages)
    translate_organisations([one for one in organisations.values() if one != coalition], languages)
    translate([coalition], languages)
    for notes in publish_editions(locale, pages, subjects):
        translate(notes, languages)
    make_liaisons(organisations)
    complete = Completion(organisations, subjects)
    translate(list(make_pages(locale, CAMPAIGN_PAGES, pages, complete).values()), languages)
    backdate()
    backdate_notes()
    load_signatures()
    for translated in Locale.objects.exclude(pk=locale.pk):
        set_up_language(translated)
