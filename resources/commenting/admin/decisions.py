"""The decisions that staff can take on comments, in the words in which they are offered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, ngettext_lazy

from core.admin.deciding import Decision, in_words
from resources.commenting import moderating
from resources.commenting.admin.filters import comment_listing
from resources.commenting.admin.permissions import comment_permissions
from resources.models import Comment

COMMENT_LIST = "resources_comments:list"

UNCONFIRMED = ngettext_lazy(
    "%(number)s was not confirmed by its writer yet and can be published only then. "
    "If the mail that asks for it was kept back, it goes out now.",
    "%(number)s were not confirmed by their writers yet and can be published only then. "
    "Where the mail that asks for it was kept back, it goes out now.",
    "count",
)


class CommentDecision(Decision):
    """A decision on comments."""

    models = [Comment]
    template_name = "resources/comments/admin/decision.html"
    list_name = COMMENT_LIST
    listing = comment_listing
    policy = comment_permissions
    subject = gettext_lazy("Comments")
    left = ngettext_lazy(
        "%(number)s more comment is still to be done. Choose the action again to go on.",
        "%(number)s more comments are still to be done. Choose the action again to go on.",
        "count",
    )
    # The decision's name in `moderating.POSSIBLE`.
    decision = ""

    def changed_by(self, rows: QuerySet[Comment]) -> QuerySet[Comment]:
        """Return those in a state that the decision leads on from."""
        return moderating.changed_by(self.decision, rows)


class Publish(CommentDecision):
    """Show comments."""

    display_name = gettext_lazy("Publish")
    action_type = "publish_comment"
    decision = "publish"
    aria_label = gettext_lazy("Publish the selected comments")
    action_priority = 10
    button = gettext_lazy("Publish")
    explanation = gettext_lazy(
        "They are shown below their sections, with as much of their writers as these have chosen."
    )
    question = ngettext_lazy(
        "%(number)s comment will be published.", "%(number)s comments will be published.", "count"
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is published already, withdrawn or not confirmed by its "
        "writer, and stays as it is.",
        "%(number)s of those you chose are published already, withdrawn or not confirmed by their "
        "writers, and stay as they are.",
        "count",
    )
    done = ngettext_lazy("%(number)s comment published.", "%(number)s comments published.", "count")

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Publish."""
        return moderating.publish(ids, user)


class Reject(CommentDecision):
    """Show comments nowhere."""

    display_name = gettext_lazy("Reject")
    action_type = "reject_comment"
    decision = "reject"
    aria_label = gettext_lazy("Reject the selected comments")
    action_priority = 20
    classes = {"serious"}
    button = gettext_lazy("Reject")
    explanation = gettext_lazy(
        "A rejected comment is shown nowhere and is not counted. Its writer is not told, but sees "
        "it with the link in the mail. You can put it back."
    )
    question = ngettext_lazy(
        "%(number)s comment will be rejected.", "%(number)s comments will be rejected.", "count"
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is rejected or withdrawn already and stays as it is.",
        "%(number)s of those you chose are rejected or withdrawn already and stay as they are.",
        "count",
    )
    done = ngettext_lazy("%(number)s comment rejected.", "%(number)s comments rejected.", "count")

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Reject."""
        return moderating.reject(ids, user)


class _BackToWaiting(CommentDecision):
    """A decision after which some still have to be confirmed."""

    def notes(self, changed: QuerySet[Comment]) -> list[str]:
        """Mails that were kept back go out now."""
        unconfirmed = changed.filter(confirmed_at=None).count()
        return [in_words(UNCONFIRMED, unconfirmed)] if unconfirmed else []


class Release(_BackToWaiting):
    """Let go what was held for a check."""

    display_name = gettext_lazy("Release")
    action_type = "release_comment"
    decision = "release"
    aria_label = gettext_lazy("Release the selected comments")
    action_priority = 30
    button = gettext_lazy("Release")
    explanation = gettext_lazy("Release what real people have sent. It is not published yet.")
    question = ngettext_lazy(
        "%(number)s comment will be released.", "%(number)s comments will be released.", "count"
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is not held for a check and stays as it is.",
        "%(number)s of those you chose are not held for a check and stay as they are.",
        "count",
    )
    done = ngettext_lazy("%(number)s comment released.", "%(number)s comments released.", "count")

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Release."""
        return moderating.release(ids, user)


class PutBack(_BackToWaiting):
    """Take back a decision."""

    display_name = gettext_lazy("Put back")
    action_type = "put_back_comment"
    decision = "put_back"
    aria_label = gettext_lazy("Put the selected comments back to those that wait")
    action_priority = 40
    button = gettext_lazy("Put back")
    explanation = gettext_lazy(
        "What was published is no longer shown, what was rejected can be published again: "
        "both wait for moderation as they did before."
    )
    question = ngettext_lazy(
        "%(number)s comment will be put back.", "%(number)s comments will be put back.", "count"
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is neither published nor rejected and stays as it is.",
        "%(number)s of those you chose are neither published nor rejected and stay as they are.",
        "count",
    )
    done = ngettext_lazy("%(number)s comment put back.", "%(number)s comments put back.", "count")

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Put back."""
        return moderating.put_back(ids, user)


DECISIONS: list[type[CommentDecision]] = [Publish, Reject, Release, PutBack]
