"""How an edition is cited, in templates."""

from django import template
from django.utils.safestring import SafeString

from resources.citing import (
    Publication,
    citation_html,
    json_ld_script,
    open_graph,
    schema_org,
)
from resources.views.publication import publication_of

register = template.Library()


@register.simple_tag(takes_context=True)
def publication(context: template.Context) -> Publication | None:
    """Return the edition that is being read as it is cited; None for a draft."""
    request, reading = context.get("request"), context.get("reading")
    if request is None or reading is None or reading.text.pk is None:
        return None
    return publication_of(request, reading)


@register.filter
def citation(cited: Publication) -> SafeString:
    """Return the reference for people."""
    return citation_html(cited)


@register.filter
def json_ld(cited: Publication) -> SafeString:
    """Return the script that tells search engines."""
    return json_ld_script(schema_org(cited))


@register.filter
def article_properties(cited: Publication) -> list[tuple[str, str]]:
    """Return what is told to those who show shared links, as (property, content)."""
    return open_graph(cited)
