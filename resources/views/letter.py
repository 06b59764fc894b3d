"""A form letter as a document to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import content_disposition_header

from core.http import if_changed, public_view
from resources.documents import FORM_LETTER
from resources.editions import find_text
from resources.letters import letter_docx

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Characters of a heading that a file is named after.
_LONGEST_NAME = 100


@public_view
def letter(request: HttpRequest, code: str, label: str, anchor: str) -> HttpResponse:
    """Answer with a letter of an edition; with the editors' own file where they gave one."""
    text = find_text(code, label, translation.get_language() or "")
    document = text.document
    letters = [section for section in document.sections if section.kind == FORM_LETTER]
    section = next((section for section in letters if section.anchor == anchor), None)
    if section is None:
        raise Http404
    if section.file:
        return redirect(section.file)
    response = HttpResponse(letter_docx(document, section), content_type=_DOCX)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=_filename(section.heading, text.label)
    )
    response["Content-Language"] = text.language
    response["X-Robots-Tag"] = "noindex"
    return if_changed(request, response)


def _filename(heading: str, label: str) -> str:
    """Return a name that every system takes: as the letter is called, and of which edition."""
    name = "".join(
        char if char.isprintable() and char not in '\\/:*?"<>|' else " " for char in heading
    )
    return f"{' '.join(name.split())[:_LONGEST_NAME].strip(' .')} ({label}).docx".lstrip()
