"""Everything that was sent with one application, and what staff do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import ModelLogEntry
from wagtail.snippets.views.snippets import InspectView

from campaigns.applications import deciding
from campaigns.applications.admin.permissions import assignable_users
from campaigns.applications.answers import read_answers
from campaigns.applications.mail import reference
from campaigns.models import Application, ApplicationFile, ApplicationNote
from core.admin.columns import isolated_in_title, language_name
from core.mail.models import OutgoingMail


@dataclass(frozen=True)
class Event:
    """Something that happened to an application."""

    at: datetime
    what: Any
    who: str = ""


@dataclass(frozen=True)
class Shown:
    """A question with its answer, in words or in files."""

    question: str
    text: str
    files: list[ApplicationFile]


class StatusForm(forms.Form):
    """Where the application stands from now on, and where it stood when its page was looked at."""

    status = forms.ChoiceField(label=gettext_lazy("State"), choices=Application.Status.choices)
    was = forms.ChoiceField(choices=Application.Status.choices, widget=forms.HiddenInput)


class AssignForm(forms.Form):
    """Who looks after the application from now on, and who did when its page was looked at."""

    assigned_to: Any = forms.ModelChoiceField(
        label=gettext_lazy("Assigned to"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("nobody"),
    )
    had = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, application: Application, data: Any = None) -> None:
        """Whoever looks after it stays among the choices: nobody is to be left out unseen."""
        now = application.assigned_to_id
        super().__init__(data, initial={"assigned_to": now, "had": now})
        self.fields["assigned_to"].queryset = assignable_users(now)  # type: ignore[attr-defined]


class NoteForm(forms.ModelForm):
    """Something to note down."""

    class Meta:
        model = ApplicationNote
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "dir": "auto"})}


class ApplicationView(InspectView):
    """One application: what was sent, and what was done; a POST does something about it."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Application")

    def get_object(self, queryset: Any = None) -> Application:
        """Fetch the application with what is shown of it."""
        applications = Application.objects.select_related("form", "assigned_to")
        return get_object_or_404(applications, pk=self.pk)

    def get_page_subtitle(self) -> str:
        """Name the applicant."""
        return isolated_in_title(self.object.applicant)

    def get_edit_url(self) -> None:
        """Nobody edits what somebody else sent."""

    def get_delete_url(self) -> None:
        """Erasing is more than deleting the row."""

    def get_fields(self) -> list[str]:
        """Wagtail's own list of columns is not shown."""
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        if not self.user_has_permission("change"):
            raise PermissionDenied
        act = {
            "status": self._change_status,
            "assign": self._assign,
            "note": self._add_note,
            "unmark": self._take_mark_off,
        }.get(request.POST.get("action", ""))
        refused = act(request) if act else None
        return refused or redirect("campaigns_applications:inspect", self.object.pk)

    def _again(self, **forms_with_errors: forms.BaseForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms_with_errors), status=422)

    def _say(self, request: HttpRequest, done: bool, message: str) -> None:
        if done:
            messages.success(request, message)
        else:
            messages.error(
                request,
                _("Nothing was changed: somebody else was quicker. This is how it stands now."),
            )

    def _change_status(self, request: HttpRequest) -> HttpResponse | None:
        form = StatusForm(request.POST)
        if not form.is_valid():
            return self._again(status_form=form)
        to, was = form.cleaned_data["status"], form.cleaned_data["was"]
        done = deciding.change_status(self.object, to, was=was, user=request.user)
        self._say(request, done, _("The state was saved."))
        return None

    def _assign(self, request: HttpRequest) -> HttpResponse | None:
        form = AssignForm(self.object, request.POST)
        if not form.is_valid():
            return self._again(assign_form=form)
        to, had = form.cleaned_data["assigned_to"], form.cleaned_data["had"]
        done = deciding.assign(self.object, to, was=had, user=request.user)
        self._say(request, done, _("The assignment was saved."))
        return None

    def _add_note(self, request: HttpRequest) -> HttpResponse | None:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self._again(note_form=form)
        done = deciding.add_note(self.object, form.cleaned_data["text"], request.user)
        self._say(request, done, _("The note was added."))
        return None

    def _take_mark_off(self, request: HttpRequest) -> None:
        done = deciding.take_mark_off(self.object, request.user)
        self._say(request, done, _("The mark is off, and the confirmation is on its way."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what belongs to the application."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        application = self.object
        return {
            **context,
            "application": application,
            "language": language_name(application.language),
            "answers": self.answers(),
            "notes": application.notes.select_related("author"),
            "mails": self.mails(),
            "events": self.events(),
            "erased_on": application.created_at + timedelta(days=application.form.keep_days),
            "may_change": self.user_has_permission("change"),
            "may_erase": self.user_has_permission("delete"),
            "status_form": kwargs.get("status_form")
            or StatusForm(initial={"status": application.status, "was": application.status}),
            "assign_form": kwargs.get("assign_form") or AssignForm(application),
            "note_form": kwargs.get("note_form") or NoteForm(),
        }

    def answers(self) -> list[Shown]:
        """Return the questions in the source's words, with their answers."""
        files: dict[str, list[ApplicationFile]] = {}
        for row in self.object.files.order_by("created_at", "pk"):
            files.setdefault(row.field, []).append(row)
        return [
            Shown(answer.question, answer.in_words(), files.get(answer.name, []))
            for answer in read_answers(self.object.answers)
        ]

    def mails(self) -> list[OutgoingMail]:
        """Return the mails about the application, newest first, without the address."""
        mails = OutgoingMail.objects.filter(reference=reference(self.object))
        return list(mails.order_by("-created_at").defer("to", "merge_data"))

    def events(self) -> list[Event]:
        """Return the history, newest first."""
        events = [Event(self.object.created_at, _("Sent"))]
        entries = ModelLogEntry.objects.for_instance(self.object).select_related("user")
        events += [
            Event(entry.timestamp, entry.message, str(entry.user_display_name)) for entry in entries
        ]
        return sorted(events, key=lambda event: event.at, reverse=True)
