"""What Wagtail's reports say of what was done to the directory."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter


def register(actions: LogActionRegistry) -> None:
    """Name every action that campaigns log."""
    actions.register_action("campaigns.export")(ExportFormatter)


class ExportFormatter(LogFormatter):
    """Somebody took the directory out."""

    label = gettext_lazy("Export organisations")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data.get("number", 0)
        return ngettext(
            "Exported %(number)s organisation", "Exported %(number)s organisations", number
        ) % {"number": number_format(number)}
