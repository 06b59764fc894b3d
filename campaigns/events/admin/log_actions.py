"""What Wagtail's reports say of what was done to questions."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from core.admin.listing import logged_filters


def register(actions: LogActionRegistry) -> None:
    """Name every action that questions log, beside Wagtail's own for what is deleted."""
    actions.register_action("campaigns.questions.export")(ExportFormatter)


class ExportFormatter(LogFormatter):
    """Questions taken out."""

    label = gettext_lazy("Export questions")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data.get("number", 0)
        return ngettext("%(number)s question exported", "%(number)s questions exported", number) % {
            "number": number_format(number)
        }

    def format_comment(self, log_entry: Any) -> str:
        """Say by which filters, as they stand in the address of the list."""
        return logged_filters(log_entry.data.get("filters"))
