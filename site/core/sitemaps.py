"""The sitemap: every language's pages, each with its addresses in the others."""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Locale, Page


class AllLanguagesSitemap(Sitemap):
    """Lists the live pages of all languages; an alias is left to its original."""

    def items(self) -> QuerySet[Page]:
        """Return the pages below the site's root and below each of its translations."""
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        trees = reduce(or_, (Q(path__startswith=root.path) for root in roots))
        return (
            Page.objects.filter(trees, alias_of=None)
            .live()
            .public()
            .order_by("path")
            .defer_streamfields()
            .specific()
        )

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        """Wagtail's own, with all pages' translations looked up at once."""
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        items = [item for item in self.items() if item.locale_id in codes]
        translations: dict[UUID, dict[str, Page]] = defaultdict(dict)
        for item in items:
            translations[item.translation_key][codes[item.locale_id]] = item
            item.live_translations = translations[item.translation_key]
        listed = Paginator(items, self.limit).page(page)
        urls = [url for item in listed for url in item.get_sitemap_urls(self.request)]
        changed = [url["lastmod"] for url in urls]
        if changed and all(changed):
            self.latest_lastmod = max(changed)
        return urls
