"""What the templates of blocks need that is no longer there once a note is frozen."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext
from wagtail.templatetags.wagtailcore_tags import richtext

from resources import jurisdictions
from resources.freezing.files import Originals
from resources.freezing.prose import keep_prose

register = template.Library()
register.filter("jurisdiction_name", jurisdictions.jurisdiction_name)


@register.simple_tag(takes_context=True)
def picture(context: template.Context, image: Any) -> Any:
    """Return the address and size at which the edition, or the preview, shows a picture."""
    files = context.get("files")
    # Wagtail shows single blocks, outside of any note, in the editor's block chooser.
    return files.picture(image) if files else image and Originals().picture(image)


@register.simple_tag(takes_context=True)
def download(context: template.Context, document: Any) -> Any:
    """Return the address and size of a file."""
    files = context.get("files")
    return files.download(document) if files else document and Originals().download(document)


@register.simple_tag(takes_context=True)
def definition(context: template.Context, term: Any) -> Any:
    """Return a term of the glossary in the note's language."""
    files = context.get("files")
    return files.definition(term) if files else term


@register.simple_tag
def legal_place(reference: Any) -> str:
    """Return ", Article 17 (1966, International)." with as much of it as there is."""
    provision = reference.get("provision")
    code, year = reference.get("jurisdiction"), reference.get("year")
    about = [str(year)] if year else []
    about += [jurisdictions.jurisdiction_name(code)] if code else []
    # To translators: as in "Act, Article 1 (1990, Kenya)".
    comma = pgettext("between the parts of a list", ", ")
    place = format_html("{}{}", comma, provision) if provision else format_html("")
    return place + (format_html(" ({}).", comma.join(about)) if about else ".")


@register.filter
def prose(value: Any) -> SafeString:
    """Return rich text as HTML, as Wagtail's `richtext`, with no markup that readers must not get.

    What was stored is not always what the editor would have let pass.
    """
    return mark_safe(keep_prose(str(richtext(value))))  # noqa: S308


@register.filter
def address_shown(url: str) -> str:
    """Return the host of an address, which says enough to a reader."""
    return urlsplit(url).hostname or url
