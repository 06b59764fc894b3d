"""What Wagtail's reports say of what was done to applications."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from campaigns.models import Application
from core.admin.listing import logged_filters
from users.models import User


def register(actions: LogActionRegistry) -> None:
    """Name every action that applications log."""
    plain = {
        "campaigns.applications.note": (gettext_lazy("Add a note"), gettext_lazy("Note added")),
        "campaigns.applications.unmark": (
            gettext_lazy("Take a mark off"),
            gettext_lazy("Mark taken off; confirmed by mail"),
        ),
        "campaigns.applications.file": (
            gettext_lazy("Take a file out"),
            gettext_lazy("File taken out"),
        ),
        "campaigns.applications.erase": (
            gettext_lazy("Erase an application"),
            gettext_lazy("One application erased with all its data"),
        ),
    }
    for action, (label, message) in plain.items():
        actions.register_action(action, label, message)
    actions.register_action("campaigns.applications.status")(StatusFormatter)
    actions.register_action("campaigns.applications.assign")(AssignFormatter)
    actions.register_action("campaigns.applications.export")(ExportFormatter)


class StatusFormatter(LogFormatter):
    """Moved to another state."""

    label = gettext_lazy("Change the state of an application")

    def format_message(self, log_entry: Any) -> str:
        """Say from which to which."""
        states = dict(Application.Status.choices)
        return _("State changed from “%(before)s” to “%(after)s”") % {
            "before": states.get(log_entry.data.get("from"), ""),
            "after": states.get(log_entry.data.get("to"), ""),
        }


class AssignFormatter(LogFormatter):
    """Given to a member of staff."""

    label = gettext_lazy("Assign an application")

    def format_message(self, log_entry: Any) -> str:
        """Say to whom."""
        user = User.objects.filter(pk=log_entry.data.get("to")).first()
        if user is None:
            return _("Assigned to nobody")
        return _("Assigned to %(name)s") % {"name": user}


class ExportFormatter(LogFormatter):
    """Applications taken out."""

    label = gettext_lazy("Export applications")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data.get("number", 0)
        return ngettext(
            "%(number)s application exported", "%(number)s applications exported", number
        ) % {"number": number_format(number)}

    def format_comment(self, log_entry: Any) -> str:
        """Say by which filters, as they stand in the address of the list."""
        return logged_filters(log_entry.data.get("filters"))
