"""The way to the list: the menu, and a summary on the admin's first page."""

from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from translators.views.access import worklist_locales
from translators.worklist import State, work_items


class WorklistMenuItem(MenuItem):
    """Leads to the list, for those who have one."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from those who translate nothing."""
        return bool(worklist_locales(request.user))


def menu_item() -> WorklistMenuItem:
    """Return the list's place in the menu: after the pages."""
    return WorklistMenuItem(
        _("Translations"),
        reverse("translators:worklist"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=140,
    )


class WorkSummaryPanel(Component):
    """How much there is to do in each of the user's languages, on the admin's first page."""

    name = "translations"
    template_name = "translators/summary_panel.html"
    # Before the pages one has edited.
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Count the states of each language; nothing for those who translate nothing."""
        locales = worklist_locales(parent_context["request"].user)
        counts = Counter((item.locale.pk, item.state) for item in work_items(locales))
        rows = [
            {
                "locale": locale,
                "url": _list_url(language=locale.language_code),
                "cells": [
                    {
                        "label": state.label,
                        "number": counts[locale.pk, state],
                        "url": _list_url(language=locale.language_code, state=state.value),
                    }
                    for state in State
                ],
            }
            for locale in locales
            if any(counts[locale.pk, state] for state in State)
        ]
        return {"rows": rows, "states": [state.label for state in State]}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put the summary on the admin's first page."""
    panels.append(WorkSummaryPanel())


def _list_url(**query: str) -> str:
    return f"{reverse('translators:worklist')}?{urlencode(query)}"
