"""An edition as a PDF, or a page that says where it is."""

import logging
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from core import libraries
from core.http import FOR_A_MOMENT, read_only
from resources.editions import find_text, public_texts_of
from resources.models import EditionPdf, EditionText
from resources.pdf import queueing
from resources.views.reading import FULL, SHORT

logger = logging.getLogger(__name__)

# When a browser asks again for what is being made (seconds).
AGAIN = 10
# When a program may ask again for what could not be made (seconds).
LATER = 3600


@read_only
def edition_pdf(request: HttpRequest, code: str, label: str, version: str) -> HttpResponseBase:
    """Give out an edition's PDF; one that is not there yet is made next. Four queries."""
    text = find_text(code, label, translation.get_language())
    if version == SHORT and not text.has_short_version:
        return redirect("resources:pdf", code, label, FULL)
    pdf = _find(text, version)
    if pdf.status == EditionPdf.Status.READY:
        try:
            return _file(request, pdf)
        except FileNotFoundError:
            queueing.make_anew(pdf)
            pdf = _find(text, version)
        except OSError:
            # The file is there as far as anybody knows: storage does not answer, or the machine
            # has too many files open.
            logger.exception("The PDF %s cannot be opened", pdf.filename)
            return _page(request, pdf)
    queueing.ask_for(pdf)
    return _page(request, pdf)


def _find(text: EditionText, version: str) -> EditionPdf:
    """Return the text's PDF; an edition from before there were any gets its own now."""
    pdfs = EditionPdf.objects.select_related("text__edition__note")
    pdf = pdfs.filter(text=text, version=version).first()
    if pdf is None:
        queueing.queue_pdfs(text)
        pdf = pdfs.get(text=text, version=version)
    return pdf


def _file(request: HttpRequest, pdf: EditionPdf) -> HttpResponseBase:
    """Return the file. Raises FileNotFoundError where it is lost, another OSError for now only."""
    etag = f'"{pdf.pk}-{pdf.size}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = FileResponse(pdf.file.open("rb"), content_type="application/pdf")
        response["Content-Disposition"] = _disposition(pdf)
        response["Content-Language"] = pdf.text.language
        # Browsers show a PDF by a page of their own, which has scripts and styles.
        response._csp_exempt = True  # type: ignore[attr-defined]
    response["ETag"] = etag
    if pdf.text.language == translation.get_language():
        # Caches that many share ask again: the note may become private.
        response["Cache-Control"] = f"public, max-age=31536000, s-maxage={FOR_A_MOMENT}, immutable"
    else:
        # The address's own language may have this edition one day.
        response["Cache-Control"] = f"public, max-age=0, s-maxage={FOR_A_MOMENT}"
    return response


def _disposition(pdf: EditionPdf) -> str:
    """Return what to call the file: by its title, and in letters that every system knows."""
    title = pdf.text.title.replace("/", "-")[:100]
    name = quote(f"{title} ({pdf.filename.removesuffix('.pdf')}).pdf", safe="")
    return f"inline; filename=\"{pdf.filename}\"; filename*=UTF-8''{name}"


def _page(request: HttpRequest, pdf: EditionPdf) -> HttpResponse:
    """Say where the PDF is, in the language of the address."""
    text = pdf.text
    code, label = text.edition.note.code, text.label
    is_failed = pdf.status == EditionPdf.Status.FAILED
    is_out_of_reach = pdf.status == EditionPdf.Status.READY
    is_coming = not (is_failed or is_out_of_reach) and libraries.are_there()
    name = "short" if pdf.version == SHORT else "edition"
    context = {
        "title": text.title,
        "label": label,
        "text_language": text.language,
        "is_coming": is_coming,
        "is_failed": is_failed,
        "is_out_of_reach": is_out_of_reach,
        "web_url": reverse(f"resources:{name}", args=[code, label]),
        "addresses": _addresses(pdf),
    }
    response = render(request, "resources/pdf_page.html", context, status=202 if is_coming else 503)
    response["Retry-After"] = str(AGAIN if is_coming or is_out_of_reach else LATER)
    if is_coming:
        # Without a script: the browser asks again by itself, and then shows the PDF.
        response["Refresh"] = str(AGAIN)
    add_never_cache_headers(response)
    return response


def _addresses(pdf: EditionPdf) -> dict[str, str]:
    """Return where the same edition's PDF is in each language. One query."""
    note, label, found = pdf.text.edition.note, pdf.text.label, {}
    for listed in public_texts_of(note):
        if listed.label == label and (listed.has_short_version or pdf.version == FULL):
            with translation.override(listed.language):
                address = reverse("resources:pdf", args=[note.code, label, pdf.version])
                found[listed.language] = address
    return found
