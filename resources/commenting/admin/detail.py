"""Everything that is stored of one comment, and the answer to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import ModelLogEntry
from wagtail.snippets.views.snippets import InspectView

from core.admin.columns import NOTHING, isolated_in_title, language_name
from resources.commenting import moderating
from resources.commenting.admin.decisions import DECISIONS
from resources.models import Comment


@dataclass(frozen=True)
class Event:
    """Something that happened to a comment."""

    at: datetime
    what: Any
    who: str = ""


class AnswerForm(forms.ModelForm):
    """What becomes of a comment, and why."""

    class Meta:
        model = Comment
        fields = ["verdict", "answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 6, "dir": "auto"})}


class CommentView(InspectView):
    """One comment: who, what, when, what was done about it; a POST answers it."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Comment")

    def get_object(self, queryset: Any = None) -> Comment:
        """Fetch the comment with what is shown of it."""
        comments = Comment.objects.select_related("consultation", "decided_by")
        return get_object_or_404(comments.defer("consultation__content"), pk=self.pk)

    def get_page_subtitle(self) -> str:
        """Name the writer."""
        return isolated_in_title(self.object.name or NOTHING)

    def get_fields(self) -> list[str]:
        """Wagtail's own list of columns is not shown."""
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer the comment."""
        if not self.user_has_permission("moderate"):
            raise PermissionDenied
        # A form of the row as it is: the instance is only read from.
        form = AnswerForm(request.POST, instance=self.get_object())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        saved = moderating.answer(
            self.object, form.cleaned_data["answer"], form.cleaned_data["verdict"], request.user
        )
        if not saved:
            messages.error(request, _("This comment was erased by its writer just now."))
            return redirect("resources_comments:list")
        messages.success(request, _("The answer was saved."))
        return redirect("resources_comments:inspect", self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what belongs to the comment."""
        may_decide = self.user_has_permission("moderate")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "comment": self.object,
            "details": list(_details(self.object)),
            "events": self.events(),
            "actions": self.actions() if may_decide else [],
            "form": kwargs.get("form") or AnswerForm(instance=self.object) if may_decide else None,
        }

    def events(self) -> list[Event]:
        """Return the history, newest first: what the writer did and what staff did."""
        comment = self.object
        events = [Event(comment.created_at, _("Sent"))]
        if comment.confirmed_at:
            events.append(Event(comment.confirmed_at, _("Confirmed by the link in the mail")))
        if comment.withdrawn_at:
            events.append(Event(comment.withdrawn_at, _("Withdrawn by the writer")))
        entries = ModelLogEntry.objects.for_instance(comment).select_related("user")
        events += [
            Event(entry.timestamp, entry.message, str(entry.user_display_name)) for entry in entries
        ]
        return sorted(events, key=lambda event: event.at, reverse=True)

    def actions(self) -> list[Button]:
        """Return what can be done about the comment in its present state."""
        here = reverse("resources_comments:inspect", args=[self.object.pk])
        return [
            Button(
                decision.display_name,
                url=decision.url(id=self.object.pk, next=here),
                classname="button " + (" ".join(decision.classes) or "button-secondary"),
            )
            for decision in DECISIONS
            if moderating.is_possible(decision.decision, self.object)
        ]


def _details(comment: Comment) -> Iterator[tuple[Any, Any]]:
    """Yield label and value of what the writer gave, in the order of the form."""
    shown = {
        "country": comment.country.name,  # type: ignore[attr-defined]
        "language": language_name(comment.language),
        "visibility": comment.get_visibility_display(),
    }
    for name in ("name", "organisation", "email", "country", "language", "visibility"):
        label = getattr(Comment._meta.get_field(name), "verbose_name", name)
        yield label, shown.get(name, getattr(comment, name))
    parts = (comment.public_name, comment.public_organisation, comment.public_country)
    comma = pgettext("between the parts of a list", ", ")
    public = comma.join(filter(None, parts)) if comment.is_public else ""
    yield _("Public sees"), public or _("nothing")
