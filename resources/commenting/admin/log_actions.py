"""What Wagtail's reports say of what was done to comments and drafts."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from core.admin.listing import logged_filters
from resources.models import Comment


def register(actions: LogActionRegistry) -> None:
    """Name every action that comments log."""
    plain = {
        "resources.comments.publish": (gettext_lazy("Publish"), gettext_lazy("Published")),
        "resources.comments.reject": (gettext_lazy("Reject"), gettext_lazy("Rejected")),
        "resources.comments.open": (
            gettext_lazy("Open for comment"),
            gettext_lazy("Opened for comment"),
        ),
        "resources.comments.erase": (
            gettext_lazy("Erase a comment"),
            gettext_lazy("One comment erased with all its data"),
        ),
    }
    for action, (label, message) in plain.items():
        actions.register_action(action, label, message)
    actions.register_action("resources.comments.release")(ReleaseFormatter)
    actions.register_action("resources.comments.put_back")(PutBackFormatter)
    actions.register_action("resources.comments.answer")(AnswerFormatter)
    actions.register_action("resources.comments.export")(ExportFormatter)


def _waits_for(log_entry: Any) -> str:
    if log_entry.data.get("to") == Comment.Status.CONFIRMED:
        return _("waits for moderation")
    return _("waits for confirmation")


class ReleaseFormatter(LogFormatter):
    """Let go, to be moderated or to be confirmed."""

    label = gettext_lazy("Release")

    def format_message(self, log_entry: Any) -> str:
        """Say what followed."""
        return _("Released from the check") + f"; {_waits_for(log_entry)}"


class PutBackFormatter(LogFormatter):
    """Neither published nor rejected any more."""

    label = gettext_lazy("Put back")

    def format_message(self, log_entry: Any) -> str:
        """Say what followed."""
        return _("Put back") + f"; {_waits_for(log_entry)}"


class AnswerFormatter(LogFormatter):
    """Answered."""

    label = gettext_lazy("Answer a comment")

    def format_message(self, log_entry: Any) -> str:
        """Say what becomes of it; never the words of the answer."""
        verdicts = dict(Comment.Verdict.choices)
        verdict = verdicts.get(log_entry.data.get("to"), "")
        if log_entry.data.get("answered"):
            return _("Answered: %(verdict)s") % {"verdict": verdict}
        return _("What becomes of it: %(verdict)s") % {"verdict": verdict}


class ExportFormatter(LogFormatter):
    """Comments taken out."""

    label = gettext_lazy("Export comments")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        number = log_entry.data.get("number", 0)
        return ngettext("%(number)s comment exported", "%(number)s comments exported", number) % {
            "number": number_format(number)
        }

    def format_comment(self, log_entry: Any) -> str:
        """Say by which filters, as they stand in the address of the list."""
        return logged_filters(log_entry.data.get("filters"))
