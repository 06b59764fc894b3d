"""A story as it was sent in, and what staff do with it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.snippets.views.snippets import InspectView

from campaigns.models import SentStory
from campaigns.stories.answering import answer
from campaigns.stories.drafting import make_draft
from campaigns.stories.erasing import KEPT
from campaigns.stories.pictures import NotReadableError, put_into_draft
from core.admin.columns import isolated_in_title, language_name

# As long as a letter that somebody reads (characters).
LONGEST_ANSWER = 4000


class AnswerForm(forms.Form):
    """What staff write to the sender, and how many letters there were when it was shown."""

    words = forms.CharField(
        label=gettext_lazy("Your words"),
        max_length=LONGEST_ANSWER,
        help_text=gettext_lazy(
            "Write in the language of the sender. Your name is not in the mail."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    declines = forms.BooleanField(
        label=gettext_lazy("We do not publish this story"),
        required=False,
        help_text=gettext_lazy(
            "The mail says so, and the draft no longer waits for the moderators. "
            "It is deleted when the story is erased."
        ),
    )
    after = forms.IntegerField(widget=forms.HiddenInput)


class SentStoryView(InspectView):
    """One story; a POST makes the draft, puts a picture into it, or writes to the sender."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Story sent in")

    def get_object(self, queryset: Any = None) -> SentStory:
        """Fetch the story with its page."""
        return get_object_or_404(SentStory.objects.select_related("page", "index"), pk=self.pk)

    def get_page_subtitle(self) -> str:
        """Name the story."""
        return isolated_in_title(self.object.headline)

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
        if request.POST.get("action") == "draft":
            self._make_draft(request)
        elif request.POST.get("action") == "picture":
            self._put_picture(request, request.POST.get("picture", ""))
        elif request.POST.get("action") == "answer":
            form = AnswerForm(request.POST)
            if not form.is_valid():
                context = self.get_context_data(answer_form=form)
                return self.render_to_response(context, status=422)
            self._answer(request, form.cleaned_data)
        return redirect(request.path)

    def _answer(self, request: HttpRequest, data: dict[str, Any]) -> None:
        done = answer(
            self.object.pk,
            data["words"],
            declines=data["declines"],
            after=data["after"],
            user=request.user,
        )
        if done:
            messages.success(request, _("The mail to the sender is on its way."))
        else:
            messages.error(
                request,
                _(
                    "No mail was sent: somebody else was quicker, or the story is published. "
                    "This is how it stands now."
                ),
            )

    def _make_draft(self, request: HttpRequest) -> None:
        with transaction.atomic():
            story = SentStory.objects.select_for_update().filter(pk=self.object.pk).first()
            # Somebody else may have been quicker.
            if story is None or story.page_id:
                return
            page = make_draft(story, request.user)
            if page is not None:
                log(story, "campaigns.stories.draft", user=request.user)
        if page is None:
            messages.error(
                request, _("The list that the story was sent to is gone. Make a page by hand.")
            )
        else:
            messages.success(request, _("The draft is made. The moderators have been told."))

    def _put_picture(self, request: HttpRequest, typed: str) -> None:
        try:
            key = UUID(typed)
        except ValueError:
            return
        if not self.object.pictures.filter(pk=key).exists():
            return
        try:
            if put_into_draft(key, request.user):
                messages.success(request, _("The picture is in the draft."))
        except NotReadableError:
            messages.error(request, _("The picture is broken: it cannot be read to its end."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was sent, and what may be done."""
        story = self.object
        entries = ModelLogEntry.objects.for_instance(story).select_related("user")
        return {
            **super().get_context_data(**kwargs),
            "story": story,
            "language": language_name(story.language),
            "pictures": list(story.pictures.all()),
            "entries": list(entries.order_by("-timestamp")),
            "answer_form": kwargs.get("answer_form")
            or AnswerForm(initial={"after": len(story.answers)}),
            "erased_on": story.created_at + timedelta(days=KEPT.days),
            "may_change": self.user_has_permission("change"),
            "may_erase": self.user_has_permission("delete"),
        }
