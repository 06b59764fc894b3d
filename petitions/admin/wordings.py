"""Telling editors that they are about to change what people have signed."""

from functools import partial

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import before_edit_page

from petitions.models import PetitionPage
from petitions.publishing import changes_signed_text
from translators.readiness import translation_into

# Where the number waits between two hooks of one request.
_WAITING = "_signers_of_the_old_wording"


def look_before_publication(request: HttpRequest, page: Page) -> None:
    """Find out who signed the wording that is live now; after publication nobody can tell."""
    if isinstance(page, PetitionPage):
        setattr(request, _WAITING, changes_signed_text(page))


def tell_after_publication(request: HttpRequest, page: Page) -> None:
    """Say how many signed the wording that was live until now."""
    _tell(request, getattr(request, _WAITING, 0))


def tell_in_translation_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say the same when wagtail-localize's editor has published: it calls no hook afterwards.

    Its own hook, which is the editor, is called here; None where there is nothing to tell.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    number = signers_of_other_wording(page)
    if not number:
        return None
    tell = partial(_tell_of_replaced, request, page.pk, page.live_revision_id, number)
    response: HttpResponse = before_edit_page(request, page)
    # It publishes when what it has written is committed.
    transaction.on_commit(tell)
    return response


def _tell_of_replaced(request: HttpRequest, page: int, revision: int | None, number: int) -> None:
    if (
        Page.objects.filter(pk=page, live_revision__isnull=False)
        .exclude(live_revision=revision)
        .exists()
    ):
        _tell(request, number)


def signers_of_other_wording(page: Page) -> int:
    """Return how many signed a wording that publishing a translation now would replace."""
    page = page.specific
    if not isinstance(page, PetitionPage):
        return 0
    translation = translation_into(page)
    if translation is None or not translation.enabled:
        return 0
    draft = translation.source.get_ephemeral_translated_instance(page.locale, fallback=True)
    return changes_signed_text(draft)


def _tell(request: HttpRequest, number: int) -> None:
    if number and not _is_autosave(request):
        text = ngettext(
            "%(number)s person has signed the former wording and keeps it. "
            "Whoever signs from now on signs the new one.",
            "%(number)s people have signed the former wording and keep it. "
            "Whoever signs from now on signs the new one.",
            number,
        )
        messages.warning(request, text % {"number": number_format(number)})


def tell_after_saving(request: HttpRequest, page: Page) -> None:
    """Say what publishing the draft would mean. The editor's panel says it too."""
    # A page that is saved every few seconds would pile up messages.
    if not isinstance(page, PetitionPage) or _is_autosave(request):
        return
    number = changes_signed_text(page)
    if number:
        text = ngettext(
            "This draft changes the text that %(number)s person has signed. If you publish it, "
            "that signature keeps the wording that its signer saw.",
            "This draft changes the text that %(number)s people have signed. If you publish it, "
            "each signature keeps the wording that its signer saw.",
            number,
        )
        messages.warning(request, text % {"number": number_format(number)})


def _is_autosave(request: HttpRequest) -> bool:
    return not request.accepts("text/html")
