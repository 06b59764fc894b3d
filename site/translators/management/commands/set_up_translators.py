"""Give every language its tree and its translators' group."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Locale, Page

from core.locales import active_locales
from translators.languages import set_up_language
from translators.models import TranslatorGroup


class Command(BaseCommand):
    """Bring the languages up to date: after an upgrade, or when pages came in by a script."""

    help = (
        "Give every language an alias of each page, and a group of translators that may change "
        "and publish its pages and snippets. May be run at any time; adds only what is missing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up each language and say what it has."""
        for locale in active_locales().exclude(pk=Locale.get_default().pk):
            before = Page.objects.filter(locale=locale).count()
            set_up_language(locale)
            added = Page.objects.filter(locale=locale).count() - before
            group = TranslatorGroup.objects.get(locale=locale).group
            self.stdout.write(
                f"{locale.language_code}: pages added: {added}; "
                f"members of the group “{group}”: {group.user_set.count()}"
            )
