"""What Wagtail's reports say of what was done to signatures."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from core.admin.listing import logged_filters


def register(actions: LogActionRegistry) -> None:
    """Name every action that petitions log."""
    plain = {
        "petitions.invalidate": (gettext_lazy("Make invalid"), gettext_lazy("Made invalid")),
        "petitions.approve": (
            gettext_lazy("Approve organisation"),
            gettext_lazy("Organisation approved"),
        ),
        "petitions.unapprove": (
            gettext_lazy("Take approval back"),
            gettext_lazy("Approval of the organisation taken back"),
        ),
        "petitions.erase": (
            gettext_lazy("Erase a signature"),
            gettext_lazy("One signature erased with all its data"),
        ),
    }
    for action, (label, message) in plain.items():
        actions.register_action(action, label, message)
    actions.register_action("petitions.release")(ReleaseFormatter)
    actions.register_action("petitions.restore")(RestoreFormatter)
    actions.register_action("petitions.export")(ExportFormatter)
    actions.register_action("petitions.paper.record")(PaperRecordFormatter)
    actions.register_action("petitions.paper.change")(PaperChangeFormatter)
    actions.register_action("petitions.paper.remove")(PaperRemoveFormatter)


class ReleaseFormatter(LogFormatter):
    """Let go, to count or to be confirmed."""

    label = gettext_lazy("Release")

    def format_message(self, log_entry: Any) -> str:
        """Say what followed."""
        if log_entry.data.get("was_confirmed"):
            return _("Released from the check; it counts")
        return _("Released from the check; waits for confirmation")


class RestoreFormatter(LogFormatter):
    """No longer invalid."""

    label = gettext_lazy("Restore")

    def format_message(self, log_entry: Any) -> str:
        """Say what followed."""
        if log_entry.data.get("was_confirmed"):
            return _("Restored; it counts again")
        return _("Restored; waits for confirmation")


class ExportFormatter(LogFormatter):
    """Signatures taken out."""

    label = gettext_lazy("Export signatures")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data.get("number", 0)
        return ngettext(
            "%(number)s signature exported", "%(number)s signatures exported", number
        ) % {"number": number_format(number)}

    def format_comment(self, log_entry: Any) -> str:
        """Say by which filters, as they stand in the address of the list."""
        return logged_filters(log_entry.data.get("filters"))


class PaperRecordFormatter(LogFormatter):
    """A batch entered."""

    label = gettext_lazy("Enter signatures on paper")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data.get("to", 0)
        return ngettext(
            "%(number)s signature on paper entered",
            "%(number)s signatures on paper entered",
            number,
        ) % {"number": number_format(number)}


class PaperChangeFormatter(LogFormatter):
    """A batch corrected."""

    label = gettext_lazy("Change signatures on paper")

    def format_message(self, log_entry: Any) -> str:
        """Say from what to what."""
        return _("Signatures on paper changed from %(before)s to %(after)s") % {
            "before": number_format(log_entry.data.get("from", 0)),
            "after": number_format(log_entry.data.get("to", 0)),
        }


class PaperRemoveFormatter(LogFormatter):
    """A batch removed."""

    label = gettext_lazy("Remove signatures on paper")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data.get("from", 0)
        return ngettext(
            "%(number)s signature on paper removed",
            "%(number)s signatures on paper removed",
            number,
        ) % {"number": number_format(number)}
