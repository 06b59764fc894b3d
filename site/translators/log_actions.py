"""What Wagtail's history says of translations."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter


def register(actions: LogActionRegistry) -> None:
    """Name every action that is logged."""
    actions.register_action("translators.not_published")(NotPublishedFormatter)


class NotPublishedFormatter(LogFormatter):
    """The time to go live had come, but the translation was not whole."""

    label = gettext_lazy("Not published")

    def format_message(self, log_entry: Any) -> str:
        """Say why."""
        reasons = "; ".join(log_entry.data.get("reasons", []))
        return _("Not published at the time set: %(reasons)s") % {"reasons": reasons}
