"""How staff decide on many signatures at once: a page that says what will happen, then the deed."""

import time
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import ngettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from petitions import moderating
from petitions.admin.filters import listed
from petitions.admin.permissions import signature_permissions
from petitions.models import PetitionCount, Signature

# Up to so many are shown by name before one decides.
NAMED = 10
# A request works so long (seconds) at most; what is left is for the next one.
# Servers and proxies commonly give up after thirty.
LONGEST = 15.0


class DecisionForm(forms.Form):
    """Holds on to the moment at which the choice was shown.

    With "all in the list" more may arrive before the button is pressed; nobody
    has looked at those.
    """

    until = forms.FloatField(required=False, widget=forms.HiddenInput)


LEFT = ngettext_lazy(
    "%(number)s more signature is still to be done. Choose the action again to go on.",
    "%(number)s more signatures are still to be done. Choose the action again to go on.",
    "count",
)


@dataclass(frozen=True)
class Effect:
    """What a decision does to one petition's count."""

    title: str
    before: int
    after: int


class Decision(SnippetBulkAction):
    """The base of all decisions: chosen signatures, a page that explains, and the deed."""

    models = [Signature]
    form_class = DecisionForm
    template_name = "petitions/admin/decision.html"
    # The decision's name in `moderating.POSSIBLE`.
    decision = ""
    question: Any = ""
    explanation: Any = ""
    not_changed: Any = ""
    button: Any = ""
    done: Any = ""
    # What one signature with a confirmed address adds to the count.
    step = 0

    def __init__(self, request: HttpRequest, model: type[Signature]) -> None:
        super().__init__(request, model)
        # Without an address to go on to, `BulkAction` would come back to this page.
        self.next_url: str = get_valid_next_url_from_request(request) or reverse(
            "petitions_signatures:list"
        )

    @classmethod
    def url(cls, **query: Any) -> str:
        """Return the address of the explaining page."""
        url = reverse("wagtail_bulk_action", args=["petitions", "signature", cls.action_type])
        return f"{url}?{urlencode(query)}" if query else url

    @staticmethod
    @abstractmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Do it. Return how many signatures changed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may not decide."""
        user = request.user
        if not all(
            signature_permissions.user_has_permission(user, action)
            for action in ("view", "moderate")
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def chosen(self, until: float | None = None) -> QuerySet[Signature]:
        """Return what was ticked, or everything in the list as it was shown at `until`."""
        ids = self.request.GET.getlist("id")
        if "all" not in ids:
            return Signature.objects.filter(pk__in=[*filter(None, map(_uuid, ids))])
        moment = datetime.fromtimestamp(until or time.time(), UTC)
        return listed(self.request).filter(created_at__lte=moment)

    def get_initial(self) -> dict[str, Any]:
        """Note the moment."""
        return {"until": time.time()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many will change, and what becomes of the count."""
        chosen = self.chosen()
        number = chosen.count()
        changed = moderating.changed_by(self.decision, chosen)
        will_change = changed.count()
        named = changed.select_related("petition").order_by("created_at", "pk")
        # `BulkAction` would put every single signature into the context.
        return {
            "form": kwargs.get("form") or self.get_form(),
            "view": self,
            "will_change": will_change,
            "will_stay": number - will_change,
            "question": in_words(self.question, will_change),
            "not_changed": in_words(self.not_changed, number - will_change),
            "named": named if will_change <= NAMED else [],
            "effects": self.effects(changed),
            "notes": self.notes(changed),
            "submit_url": self.request.get_full_path(),
            "next": self.next_url,
            "header_icon": "group",
        }

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

    def notes(self, changed: QuerySet[Signature]) -> list[str]:
        """Return what else there is to know."""
        return []

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        """Decide, a chunk at a time: each chunk is a transaction of its own.

        What is done when the time is up stays done; the rest is still in the
        state in which it was found.
        """
        changed = moderating.changed_by(self.decision, self.chosen(form.cleaned_data["until"]))
        ids = list(changed.order_by("pk").values_list("pk", flat=True))
        end, done, looked_at = time.monotonic() + LONGEST, 0, 0
        for chunk in moderating.chunks(ids):
            done += self.decide(chunk, self.request.user)
            looked_at += len(chunk)
            if time.monotonic() > end:
                break
        messages.success(self.request, in_words(self.done, done))
        if left := len(ids) - looked_at:
            messages.warning(self.request, in_words(LEFT, left))
        return redirect(self.next_url)


def in_words(sentence: Any, number: int) -> str:
    """Return a sentence made by `ngettext_lazy`, with the number as the reader writes it."""
    return str(sentence % {"count": number, "number": number_format(number)})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
