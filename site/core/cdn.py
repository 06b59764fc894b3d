"""What a content delivery network (CDN) in front of the site is told, if there is one.

Wagtail's frontend cache tells it of a page that was published or unpublished, at its
address in every language: a language that lacks the page shows it in another.
Here is added where else it stands. What is forgotten by nobody's word, such as a
count that has grown, is gone after `core.http.FOR_A_MOMENT` by itself.
"""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from wagtail.contrib.frontend_cache.utils import purge_pages_from_cache
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished


@receiver(page_published)
@receiver(page_unpublished)
def forget_lists(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Have the pages above forgotten too: they list what is below them."""
    if settings.WAGTAILFRONTENDCACHE:
        above = instance.get_ancestors().filter(depth__gt=1).live()
        purge_pages_from_cache(above.specific(defer=True))
