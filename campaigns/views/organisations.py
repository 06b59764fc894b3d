"""The directory, and the page of an organisation."""

from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from campaigns.directory.details import Details, details, liaisons_for, rows_by_slug
from campaigns.directory.listing import countries_with_numbers, find
from campaigns.models import Organisation, OrganisationIndexPage


def directory(request: HttpRequest, page: OrganisationIndexPage) -> HttpResponse:
    """Show what the address asks for: `q`, filters, `sort`, `page`."""
    return _render(
        request, page, "campaigns/organisation_index_page.html", {"results": find(request.GET)}
    )


def by_country(request: HttpRequest, page: OrganisationIndexPage) -> HttpResponse:
    """List all countries, each with its organisations."""
    context = {"countries": list(countries_with_numbers())}
    return _render(request, page, "campaigns/organisations_by_country.html", context)


def organisation(request: HttpRequest, page: OrganisationIndexPage, slug: str) -> HttpResponse:
    """Show an organisation in the language of the page, as far as it is translated."""
    rows = rows_by_slug(slug)
    if not rows:
        raise Http404
    facts = rows[settings.LANGUAGE_CODE]
    text = rows.get(get_language() or "", facts)
    liaisons, is_member = liaisons_for(request, facts)
    below = page.reverse_subpage("organisation", [slug])
    context = {
        "organisation": details(text, facts),
        "liaisons": liaisons,
        "is_member": is_member,
        # Its words are the source's wherever they are not translated.
        "canonical": _canonical(request, page, text, below),
        "addresses": {
            code: f"{other.get_url(request)}{below}"
            for code, other in page.live_translations.items()
        },
    }
    return _render(request, page, "campaigns/organisation.html", context)


def _canonical(
    request: HttpRequest, page: OrganisationIndexPage, text: Organisation, below: str
) -> str:
    written_in = page.live_translations.get(text.locale.language_code, page)
    return f"{written_in.get_full_url(request)}{below}"


def _render(
    request: HttpRequest, page: OrganisationIndexPage, template: str, context: dict[str, Any]
) -> HttpResponse:
    return cast(HttpResponse, page.render(request, template=template, context_overrides=context))


def preview(request: HttpRequest, draft: Organisation) -> TemplateResponse:
    """Show a draft as its page. What it is linked to shows once it is published."""
    shown = Details(
        draft,
        draft,
        coalitions=[],
        members=_members(draft),
        campaigns=[],
        notes=[],
        pledges=[],
        stories=[],
    )
    context = {"organisation": shown, "liaisons": [], "is_member": False, "is_preview": True}
    return TemplateResponse(request, "campaigns/organisation.html", context)


def _members(draft: Organisation) -> list[Any]:
    from campaigns.directory.details import OtherOrganisation

    return [
        OtherOrganisation("", row.member.name, row.get_role_display())
        for row in draft.members.all()
    ]
