"""Downloading and uploading PO files, in place of wagtail-localize's own views.

Those fail on a file without the header or without a file at all, and take
broken strings in.
"""

from django.contrib import messages as django_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from translators import po
from translators.views.access import translation_for

# A file with a mistake in each line needs no list of all of them.
MAX_PROBLEMS = 10


def urls() -> list[URLPattern]:
    """Return the addresses of wagtail-localize's views, to stand before them."""
    where = "localize/translate/<int:translation_id>/pofile"
    return [
        path(f"{where}/download/", download, name="download_po_file"),
        path(f"{where}/upload/", upload, name="upload_po_file"),
    ]


@require_GET
def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Give out the strings of a page or snippet with what is translated so far."""
    translation = translation_for(request.user, translation_id)
    source = translation.source
    # In its own script: a title in Arabic would leave nothing of an ASCII name.
    name = slugify(source.object_repr, allow_unicode=True) or slugify(source.object_id)
    file_name = f"{name}-{translation.target_locale.language_code}.po"
    response = HttpResponse(
        str(po.export(translation)), content_type="text/x-gettext-translation; charset=utf-8"
    )
    response["Content-Disposition"] = content_disposition_header(True, file_name)
    return response


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take in a PO file, or say why not."""
    translation = translation_for(request.user, translation_id)
    try:
        outcome = po.take_in(translation, _content(request), request.user)
    except po.RefusedError as refused:
        _tell_problems(request, refused.problems)
    else:
        messages.success(request, _summary(outcome))
    next_url = get_valid_next_url_from_request(request)
    return redirect(next_url or translation.get_target_instance_edit_url())


def _content(request: HttpRequest) -> bytes:
    """Return what is in the uploaded file, and no more of it than needed to refuse it."""
    uploaded = request.FILES.get("file")
    if uploaded is None:
        raise po.RefusedError([_("No file was chosen.")])
    content: bytes = uploaded.read(po.MAX_BYTES + 1)
    return content


def _tell_problems(request: HttpRequest, problems: list[str]) -> None:
    more = len(problems) - MAX_PROBLEMS
    shown = problems[:MAX_PROBLEMS]
    if more > 0:
        shown.append(
            ngettext("… and %(number)s more.", "… and %(number)s more.", more)
            % {"number": number_format(more)}
        )
    items = format_html_join("", "<li>{}</li>", ((problem,) for problem in shown))
    message = _("The PO file was not taken, and nothing was changed.")
    django_messages.error(
        request, messages.render(message, None, detail=format_html("<ul>{}</ul>", items))
    )


def _summary(outcome: po.Outcome) -> str:
    """Say how many strings were taken, and why others were not."""
    parts = [
        ngettext(
            "%(number)s translation was taken from the PO file.",
            "%(number)s translations were taken from the PO file.",
            outcome.taken,
        )
        % {"number": number_format(outcome.taken)}
    ]
    if number := outcome.unchanged:
        parts.append(
            ngettext("%(number)s was there already.", "%(number)s were there already.", number)
            % {"number": number_format(number)}
        )
    if number := outcome.empty:
        parts.append(
            ngettext(
                "%(number)s is still to be translated.",
                "%(number)s are still to be translated.",
                number,
            )
            % {"number": number_format(number)}
        )
    if number := outcome.fuzzy:
        parts.append(
            ngettext(
                "%(number)s was left out because it is marked as fuzzy.",
                "%(number)s were left out because they are marked as fuzzy.",
                number,
            )
            % {"number": number_format(number)}
        )
    if number := outcome.unknown:
        parts.append(
            ngettext(
                "%(number)s was left out because the source does not have it any more.",
                "%(number)s were left out because the source does not have them any more.",
                number,
            )
            % {"number": number_format(number)}
        )
    return " ".join(parts)
