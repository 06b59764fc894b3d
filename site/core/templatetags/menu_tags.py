"""The menus of every page."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest

from core.menus.shown import Entry, MenuGroup, chosen_menus, pages_in_menus, shown_menu
from core.models import Menu, SiteSettings

register = template.Library()


@dataclass(frozen=True)
class Menus:
    """What is shown at the head and at the foot of a page."""

    main: list[Entry]
    footer: list[Entry]

    @property
    def unfolds(self) -> bool:
        """Whether there is anything to unfold at the head."""
        return any(isinstance(entry, MenuGroup) for entry in self.main)


@register.simple_tag(takes_context=True)
def site_menus(context: template.Context) -> Menus:
    """Return the menus that editors have chosen, in the active language.

    Where there is none for the head, the pages that say that they are in menus.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return Menus([], [])
    previewed: Menu | None = context.get("previewed_menu")
    if previewed is not None:
        entries = shown_menu(request, previewed)
        return Menus(entries, entries)
    settings = SiteSettings.for_request(request)
    chosen = [settings.main_menu, settings.footer_menu] if settings else [None, None]
    main, footer = chosen_menus(request, chosen)
    return Menus(pages_in_menus(request) if main is None else main, footer or [])
