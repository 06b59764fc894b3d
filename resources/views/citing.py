"""References to an edition, for reference managers."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from core.http import if_changed, public_view
from resources.citing import Publication, bibtex, csl_json
from resources.editions import find_text
from resources.views.publication import publication_of
from resources.views.reading import FULL, reading


@public_view
def cite_bibtex(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """As BibTeX."""
    publication = _publication(request, code, label)
    return _file(request, publication, bibtex(publication), "application/x-bibtex", "bib")


@public_view
def cite_csl(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """As CSL-JSON."""
    publication = _publication(request, code, label)
    content = json.dumps(csl_json(publication), ensure_ascii=False, indent=2)
    return _file(request, publication, content, "application/vnd.citationstyles.csl+json", "json")


def _publication(request: HttpRequest, code: str, label: str) -> Publication:
    text = find_text(code, label, translation.get_language() or "")
    return publication_of(request, reading(text, FULL))


def _file(
    request: HttpRequest, publication: Publication, content: str, content_type: str, suffix: str
) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response["Content-Language"] = publication.document.language
    response["Content-Disposition"] = f'attachment; filename="{publication.key}.{suffix}"'
    response["X-Robots-Tag"] = "noindex"
    return if_changed(request, response)
