"""The decisions that staff can take on signatures, in the words in which they are offered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, ngettext_lazy

from core.admin.deciding import in_words
from petitions import moderating
from petitions.admin.deciding import SignatureDecision
from petitions.models import Signature

UNCONFIRMED = ngettext_lazy(
    "%(number)s was not confirmed by its signer yet and counts only then. "
    "If the mail that asks for it was kept back, it goes out now.",
    "%(number)s were not confirmed by their signers yet and count only then. "
    "Where the mail that asks for it was kept back, it goes out now.",
    "count",
)


class Release(SignatureDecision):
    """Let go what was held for a check."""

    display_name = gettext_lazy("Release")
    action_type = decision = "release"
    aria_label = gettext_lazy("Release the selected signatures")
    action_priority = 10
    button = gettext_lazy("Release")
    explanation = gettext_lazy(
        "What is held for a check does not count. Release what real people have sent."
    )
    question = ngettext_lazy(
        "%(number)s signature will be released.", "%(number)s signatures will be released.", "count"
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is not held for a check and stays as it is.",
        "%(number)s of those you chose are not held for a check and stay as they are.",
        "count",
    )
    done = ngettext_lazy(
        "%(number)s signature released.", "%(number)s signatures released.", "count"
    )
    step = 1

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Release."""
        return moderating.release(ids, user)

    def notes(self, changed: QuerySet[Signature]) -> list[str]:
        """Mails that were kept back go out now."""
        return _mail_note(changed)


class Invalidate(SignatureDecision):
    """Declare invalid."""

    display_name = gettext_lazy("Make invalid")
    action_type = decision = "invalidate"
    aria_label = gettext_lazy("Make the selected signatures invalid")
    action_priority = 20
    classes = {"serious"}
    button = gettext_lazy("Make invalid")
    explanation = gettext_lazy(
        "An invalid signature does not count and cannot be confirmed. "
        "Its signer is not told. You can restore it later."
    )
    question = ngettext_lazy(
        "%(number)s signature will become invalid.",
        "%(number)s signatures will become invalid.",
        "count",
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is invalid or withdrawn already and stays as it is.",
        "%(number)s of those you chose are invalid or withdrawn already and stay as they are.",
        "count",
    )
    done = ngettext_lazy(
        "%(number)s signature is invalid now.", "%(number)s signatures are invalid now.", "count"
    )
    step = -1

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Declare invalid."""
        return moderating.invalidate(ids, user)

    def counted(self, changed: QuerySet[Signature]) -> QuerySet[Signature]:
        """Only confirmed ones were counted."""
        return changed.filter(status=Signature.Status.CONFIRMED)


class Restore(SignatureDecision):
    """Take back that a signature is invalid."""

    display_name = gettext_lazy("Restore")
    action_type = decision = "restore"
    aria_label = gettext_lazy("Restore the selected signatures")
    action_priority = 30
    button = gettext_lazy("Restore")
    explanation = gettext_lazy(
        "What is invalid does not count. Restored, it counts again if its signer had confirmed it."
    )
    question = ngettext_lazy(
        "%(number)s signature will be restored.", "%(number)s signatures will be restored.", "count"
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is not invalid and stays as it is.",
        "%(number)s of those you chose are not invalid and stay as they are.",
        "count",
    )
    done = ngettext_lazy(
        "%(number)s signature restored.", "%(number)s signatures restored.", "count"
    )
    step = 1

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Restore."""
        return moderating.restore(ids, user)

    def notes(self, changed: QuerySet[Signature]) -> list[str]:
        """Who never got the mail gets it now."""
        return _mail_note(changed)


class Approve(SignatureDecision):
    """Show organisations publicly."""

    display_name = gettext_lazy("Approve organisation")
    action_type = decision = "approve"
    aria_label = gettext_lazy("Approve the selected organisations")
    action_priority = 40
    button = gettext_lazy("Approve")
    explanation = gettext_lazy(
        "Approve an organisation once you know that it exists and stands behind this. "
        "Its name then shows on the petition, if it chose to be shown. The count does not change."
    )
    question = ngettext_lazy(
        "%(number)s organisation will be approved.",
        "%(number)s organisations will be approved.",
        "count",
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is not a confirmed organisation waiting for approval "
        "and stays as it is.",
        "%(number)s of those you chose are not confirmed organisations waiting for approval "
        "and stay as they are.",
        "count",
    )
    done = ngettext_lazy(
        "%(number)s organisation approved.", "%(number)s organisations approved.", "count"
    )

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Approve."""
        return moderating.approve_organisation(ids, user)


class Unapprove(SignatureDecision):
    """Show organisations no longer."""

    display_name = gettext_lazy("Take approval back")
    action_type = decision = "unapprove"
    aria_label = gettext_lazy("Take back the approval of the selected organisations")
    action_priority = 50
    button = gettext_lazy("Take approval back")
    explanation = gettext_lazy(
        "The names no longer show on the petition. The signatures go on counting."
    )
    question = ngettext_lazy(
        "The approval of %(number)s organisation will be taken back.",
        "The approval of %(number)s organisations will be taken back.",
        "count",
    )
    not_changed = ngettext_lazy(
        "%(number)s of those you chose is not an approved organisation and stays as it is.",
        "%(number)s of those you chose are not approved organisations and stay as they are.",
        "count",
    )
    done = ngettext_lazy(
        "The approval of %(number)s organisation was taken back.",
        "The approval of %(number)s organisations was taken back.",
        "count",
    )

    @staticmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Take back."""
        return moderating.unapprove(ids, user)


DECISIONS: list[type[SignatureDecision]] = [Release, Invalidate, Restore, Approve, Unapprove]


def _mail_note(changed: QuerySet[Signature]) -> list[str]:
    unconfirmed = changed.filter(confirmed_at=None).count()
    return [in_words(UNCONFIRMED, unconfirmed)] if unconfirmed else []
