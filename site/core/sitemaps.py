"""The sitemap: every language's pages, not only those below the site's own root."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


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
