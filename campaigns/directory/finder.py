"""The organisations in the search of the site."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language

from campaigns.directory.entries import published
from campaigns.models import Organisation, OrganisationIndexPage
from campaigns.pages import list_page
from core.finding.excerpts import excerpt_of
from core.finding.finders import Finder, Found, Hit
from core.finding.searching import Wanted, search
from core.finding.texts import passages_of_html

KIND = "organisation"


class OrganisationFinder(Finder):
    """Looks through the directory, where it has a page; whoever a liaison is, is not found."""

    def kinds(self) -> Mapping[str, str]:
        """Return the one kind there is."""
        return {KIND: capfirst(str(Organisation._meta.verbose_name))}

    def hits(self, request: HttpRequest, wanted: Wanted) -> list[Hit]:
        """Return the organisations that have the words. Two queries."""
        ids = search(Organisation, wanted)
        rows = {
            pk: (key, language, name)
            for pk, key, language, name in Organisation.objects.filter(pk__in=ids, live=True)
            .filter(translation_key__in=published().values("translation_key"))
            .values_list("pk", "translation_key", "locale__language_code", "name")
        }
        found: dict[UUID, Hit] = {}
        for pk in ids:
            if pk in rows:
                key, language, name = rows[pk]
                # Once, in the reader's language where it has the words there.
                if key not in found or language == get_language():
                    found[key] = Hit(self, pk, KIND, language, name)
        return list(found.values())

    def found(
        self, request: HttpRequest, hits: Sequence[Hit], wanted: Wanted
    ) -> Mapping[Hit, Found]:
        """Return what to show of them. Four queries; nothing without a directory."""
        directory = directory_page()
        if directory is None or not hits:
            return {}
        address = directory.get_url(request)
        rows = Organisation.objects.in_bulk([hit.key for hit in hits])
        keys = [row.translation_key for row in rows.values()]
        in_source = published().filter(translation_key__in=keys).order_by()
        slugs = dict(in_source.values_list("translation_key", "slug"))
        return {
            hit: _show(row, hit, f"{address}{slugs[row.translation_key]}/", wanted)
            for hit in hits
            if (row := rows.get(hit.key)) and row.translation_key in slugs
        }


def _show(row: Organisation, hit: Hit, url: str, wanted: Wanted) -> Found:
    texts = [row.summary, *passages_of_html(row.description)]
    excerpt = excerpt_of(texts, wanted[hit.language], hit.language)
    return Found(
        title=row.name,
        url=url,
        kind=capfirst(str(Organisation._meta.verbose_name)),
        language=hit.language,
        excerpt=excerpt,
        summary="" if excerpt else row.summary,
    )


def directory_page() -> OrganisationIndexPage | None:
    """Return the directory's page in the reader's language, else the source's. Two queries."""
    page: OrganisationIndexPage | None = list_page(OrganisationIndexPage)
    return page
