"""How staff decide on many signatures at once, and what becomes of the counts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.admin.deciding import Decision
from petitions import moderating
from petitions.admin.columns import SIGNATURE_LIST
from petitions.admin.filters import signature_listing
from petitions.admin.permissions import signature_permissions
from petitions.models import PetitionCount, Signature


@dataclass(frozen=True)
class Effect:
    """What a decision does to one petition's count."""

    title: str
    before: int
    after: int


class SignatureDecision(Decision):
    """A decision on signatures."""

    models = [Signature]
    template_name = "petitions/admin/decision.html"
    list_name = SIGNATURE_LIST
    listing = signature_listing
    policy = signature_permissions
    subject = _("Signatures")
    left = ngettext_lazy(
        "%(number)s more signature is still to be done. Choose the action again to go on.",
        "%(number)s more signatures are still to be done. Choose the action again to go on.",
        "count",
    )
    # The decision's name in `moderating.POSSIBLE`.
    decision = ""
    # What one signature with a confirmed address adds to the count.
    step = 0

    def changed_by(self, rows: QuerySet[Signature]) -> QuerySet[Signature]:
        """Return those in a state that the decision leads on from."""
        return moderating.changed_by(self.decision, rows).select_related("petition")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what becomes of the counts."""
        context = super().get_context_data(**kwargs)
        return {**context, "effects": self.effects(self.changed_by(self.chosen()))}

    def effects(self, changed: QuerySet[Signature]) -> list[Effect]:
        """Return each petition's count before and after."""
        if not self.step:
            return []
        counted = self.counted(changed)
        numbers = dict(counted.order_by().values_list("petition").annotate(number=Count("pk")))
        counts = PetitionCount.objects.select_related("petition").filter(pk__in=numbers)
        return [
            Effect(count.petition.title, count.total, count.total + self.step * numbers[count.pk])
            for count in counts.order_by("petition__title", "pk")
        ]

    def counted(self, changed: QuerySet[Signature]) -> QuerySet[Signature]:
        """Return those of `changed` that make a difference to the count."""
        return changed.exclude(confirmed_at=None)
