"""The picture that goes with a shared link: the page's title and a line about it.

Its address holds a digest of all that it shows, so that it can be kept for
good: what is shown differently has another address.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_info
from wagtail.models import Page

from core.libraries import are_there
from core.locales import written_language
from core.models.pages import BasePage
from core.sharing import storing

# Pixels, as most services ask for.
WIDTH, HEIGHT = 1200, 630
_TEMPLATE = "sharing/card.html"
# From how many letters on a title is set smaller, and how (pixels).
_SIZES = ((0, 82), (36, 70), (70, 58), (120, 48), (180, 40))


@dataclass(frozen=True)
class Card:
    """What a picture shows."""

    page_id: int
    title: str
    # A few words about it; may be empty.
    line: str
    language: str
    site_name: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def digest(self) -> str:
        """Tells whether two pictures are the same (32 hexadecimal digits)."""
        shown = [self.title, self.line, self.language, self.site_name, _design()]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32]

    @property
    def path(self) -> str:
        """The picture's address on this site."""
        return reverse("share_card", args=[self.page_id, self.digest])

    @property
    def url(self) -> str:
        """The picture's address with host, for whoever shows the link."""
        return f"{settings.BASE_URL}{self.path}"

    @property
    def words(self) -> str:
        """What stands in the picture, for those who do not see it."""
        return ". ".join(part for part in (self.title, self.line, self.site_name) if part)

    def html(self) -> str:
        """Return the picture as a page of HTML in the card's language."""
        with translation.override(self.language):
            return render_to_string(
                _TEMPLATE,
                {
                    "card": self,
                    "direction": "rtl" if get_language_info(self.language)["bidi"] else "ltr",
                    "size": [size for least, size in _SIZES if len(self.title) >= least][-1],
                },
            )


@cache
def _design() -> str:
    source = get_template(_TEMPLATE).template.source  # type: ignore[attr-defined]
    return hashlib.sha256(source.encode()).hexdigest()


def card_of(page: BasePage, site_name: str) -> Card | None:
    """Return the card of a page, an alias having that of its original.

    None where the machine cannot draw it, and for a page that is not stored.
    """
    if page.pk is None or not are_there():
        return None
    language = written_language(page)
    with translation.override(language):
        line = page.card_line
    return Card(page.alias_of_id or page.pk, page.title, line, language, site_name)


@receiver(post_delete, sender=Page)
def forget_card(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """Delete the picture of a page that is deleted."""
    storing.delete_all(instance.pk)
