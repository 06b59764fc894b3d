"""Refusing to delete what people have signed, with the reason and a way out."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from petitions.models import PaperBatch, Petition, PetitionPage, Signature

# So many petitions are named in a refusal; further ones behave alike.
NAMED = 5


def signed_pages(pages: Iterable[Page]) -> list[PetitionPage]:
    """Return the petition pages among `pages` and below them that have signatures.

    An alias may go: the page that it stands for keeps the text.
    """
    inside = Q()
    for page in pages:
        inside |= Q(path__startswith=page.path)
    if not inside:
        return []
    records = Petition.objects.filter(uuid=OuterRef("translation_key")).filter(
        Exists(Signature.objects.filter(petition=OuterRef("pk")))
        | Exists(PaperBatch.objects.filter(petition=OuterRef("pk")))
    )
    found = PetitionPage.objects.filter(inside, Exists(records), alias_of__isnull=True)
    return list(found.order_by("path"))


def refuse_to_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer the attempt to delete one page; None lets it go on."""
    # With it may go its translations, for which Wagtail asks nobody.
    pages = {page}
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
            for others in (hook([page], "delete") or {}).values():
                pages.update(others)
    signed = signed_pages(pages)
    if not signed:
        return None
    _say_why(request, signed, here=page.pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_to_delete_several(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Answer the attempt to delete ticked pages; None lets it go on."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type != "delete" or not pages:
        return None
    signed = signed_pages(pages)
    if not signed:
        return None
    if len(pages) == 1:
        _say_why(request, signed, here=pages[0].pk)
        return redirect("wagtailadmin_pages:edit", pages[0].pk)
    _say_why(request, signed)
    return redirect(action.next_url)


def _say_why(request: HttpRequest, signed: list[PetitionPage], here: int | None = None) -> None:
    """Tell which petition stands in the way, why it stays, and what to do instead."""
    numbers = _stored_numbers(signed)
    for page in signed[:NAMED]:
        number = numbers.get(page.translation_key, 0)
        reason = ngettext(
            "“%(title)s” was not deleted: %(number)s signature is stored under it, and who "
            "signed must be able to see what they put their name to.",
            "“%(title)s” was not deleted: %(number)s signatures are stored under it, and those "
            "who signed must be able to see what they put their names to.",
            number,
        ) % {"title": page.get_admin_display_title(), "number": number_format(number)}
        instead = _(
            "To end it, tick “Closed to new signatures” under Options and publish: the page and "
            "the count stay. To take it off the site, unpublish it: the signatures are kept."
        )
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        # No button that leads to where the message stands.
        way = [] if page.pk == here else [messages.button(edit_url, _("Edit the petition"))]
        messages.error(request, f"{reason} {instead}", way)
    more = len(signed) - NAMED
    if more > 0:
        text = ngettext(
            "The same is true of %(number)s more petition.",
            "The same is true of %(number)s more petitions.",
            more,
        )
        messages.error(request, text % {"number": number_format(more)})


def _stored_numbers(pages: list[PetitionPage]) -> dict[Any, int]:
    """Return how many signatures each petition has, on paper too, whatever their state."""
    petitions = (
        Petition.objects.filter(uuid__in=[page.translation_key for page in pages])
        .select_related("count")
        .annotate(stored=Count("signatures"))
    )
    return {petition.uuid: petition.stored + petition.count.paper for petition in petitions}
