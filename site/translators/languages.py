"""What a new language brings with it."""

from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

from translators.groups import set_up_group
from translators.sources import follow_all


def set_up_language(locale: Locale) -> None:
    """Give a language its tree, its translators' group, and the texts to translate.

    Each page of the source language gets an alias, which shows the source until
    somebody has translated it. May be called again at any time: what is missing is added.
    """
    source = Locale.get_default()
    if locale.pk != source.pk:
        tree, is_new = LocaleSynchronization.objects.get_or_create(
            locale=locale, defaults={"sync_from": source}
        )
        if not is_new:
            tree.sync_trees()
        set_up_group(locale)
    follow_all()
