"""Which page of a translated set is the one that the others are translated from."""

from wagtail.models import Page
from wagtail_localize.models import Translation


def is_source(page: Page) -> bool:
    """Whether `page` is written in its language rather than translated into it."""
    if page.alias_of_id:
        return False
    if Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id
    ).exists():
        return False
    # Translated by hand, without wagtail-localize: the one that was there first is the source.
    return not page.get_translations().filter(alias_of=None, pk__lt=page.pk).exists()
