"""How staff decide on many rows at once: a page that says what will happen, then the deed."""

import time
from abc import abstractmethod
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from core.admin.listing import Listing
from core.batches import batches_of

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


class Decision(SnippetBulkAction):
    """The base of all decisions: chosen rows, a page that explains, and the deed."""

    form_class = DecisionForm
    template_name = "core/admin/decision.html"
    # Where the rows are listed: the name of the address, and what it shows.
    list_name = ""
    listing: Listing
    # Who may decide: a permission policy, which is asked for "view" and "moderate".
    policy: Any
    # What is decided on, as a heading.
    subject: Any = ""
    question: Any = ""
    explanation: Any = ""
    not_changed: Any = ""
    button: Any = ""
    done: Any = ""
    left: Any = ""

    def __init__(self, request: HttpRequest, model: type[Model]) -> None:
        super().__init__(request, model)
        # Without an address to go on to, `BulkAction` would come back to this page.
        self.next_url: str = get_valid_next_url_from_request(request) or reverse(self.list_name)

    @classmethod
    def url(cls, **query: Any) -> str:
        """Return the address of the explaining page."""
        meta = cls.models[0]._meta
        names = [meta.app_label, meta.model_name, cls.action_type]
        url = reverse("wagtail_bulk_action", args=names)
        return f"{url}?{urlencode(query)}" if query else url

    @staticmethod
    @abstractmethod
    def decide(ids: Iterable[UUID], user: Any) -> int:
        """Do it. Return how many rows changed."""

    @abstractmethod
    def changed_by(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return those of `rows` that the decision would change."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may not decide."""
        if not all(
            self.policy.user_has_permission(request.user, action) for action in ("view", "moderate")
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def chosen(self, until: float | None = None) -> QuerySet[Any]:
        """Return what was ticked, or everything in the list as it was shown at `until`."""
        ids = self.request.GET.getlist("id")
        if "all" not in ids:
            return self.model.objects.filter(pk__in=[*filter(None, map(_uuid, ids))])
        moment = datetime.fromtimestamp(until or time.time(), UTC)
        return self.listing.rows(self.request).filter(created_at__lte=moment)

    def get_initial(self) -> dict[str, Any]:
        """Note the moment."""
        return {"until": time.time()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many will change."""
        chosen = self.chosen()
        number = chosen.count()
        changed = self.changed_by(chosen)
        will_change = changed.count()
        # `BulkAction` would put every single row into the context.
        return {
            "form": kwargs.get("form") or self.get_form(),
            "view": self,
            "will_change": will_change,
            "will_stay": number - will_change,
            "question": in_words(self.question, will_change),
            "not_changed": in_words(self.not_changed, number - will_change),
            "named": changed.order_by("created_at", "pk") if will_change <= NAMED else [],
            "notes": self.notes(changed),
            "submit_url": self.request.get_full_path(),
            "next": self.next_url,
            "header_icon": "group",
        }

    def notes(self, changed: QuerySet[Any]) -> list[str]:
        """Return what else there is to know."""
        return []

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        """Decide, a batch at a time: each batch is a transaction of its own.

        What is done when the time is up stays done; the rest is still in the
        state in which it was found.
        """
        changed = self.changed_by(self.chosen(form.cleaned_data["until"]))
        end, done, left = time.monotonic() + LONGEST, 0, changed.count()
        for batch in batches_of(changed):
            done += self.decide(batch, self.request.user)
            left -= len(batch)
            if time.monotonic() > end:
                break
        messages.success(self.request, in_words(self.done, done))
        # Others may have put rows into the state meanwhile that are done as well.
        if left > 0:
            messages.warning(self.request, in_words(self.left, left))
        return redirect(self.next_url)


def decision_buttons(decisions: Iterable[type[Decision]]) -> list[Button]:
    """Return the buttons that act on what is ticked; Wagtail's script adds the choice to them."""
    return [
        ListingButton(
            decision.display_name,
            decision.url(),
            attrs={"aria-label": decision.aria_label, "data-bulk-action-button": ""},
            priority=decision.action_priority,
            classname=" ".join({*decision.classes, "bulk-action-btn"}),
        )
        for decision in decisions
    ]


def in_words(sentence: Any, number: int) -> str:
    """Return a sentence made by `ngettext_lazy`, with the number as the reader writes it."""
    return str(sentence % {"count": number, "number": number_format(number)})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
