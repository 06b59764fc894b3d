"""The form for questions beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.events.asking import Asked
from campaigns.models import Event, EventQuestion
from campaigns.models.event_questions import QUESTION_LENGTH
from core.public_forms import NameField, PublicForm, count_links
from resources.commenting.forms import PlainTextField

# A question with more web addresses is marked for staff.
MANY_LINKS = 5


class QuestionForm(PublicForm):
    """A question for the speakers of an event. No mail address: nobody is answered by mail."""

    text = PlainTextField(
        label=_("Your question"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Only staff and the speakers read it."),
        error_messages={
            "required": _("Please write your question."),
            "empty": _("Please write your question in words."),
            "max_length": _(
                "Your question is %(show_value)d letters long; we can store %(limit_value)d. "
                "Please shorten it."
            ),
        },
    )
    name = NameField(
        label=_("Name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("If the speakers may say who asks."),
    )

    def asked(self, event: Event, language: str, *, many_from_network: bool) -> Asked:
        """Return the valid form as a question to store."""
        data = self.cleaned_data
        return Asked(
            event=event,
            text=data["text"],
            name=data["name"],
            language=language,
            suspicion=self._suspicion(data, many_from_network),
        )

    def _suspicion(self, data: dict[str, Any], many_from_network: bool) -> str:
        found = self.suspicion(
            address="", names=(data["name"],), many_from_network=many_from_network
        )
        if found is None and count_links(data["text"]) > MANY_LINKS:
            return EventQuestion.Suspicion.LINKS
        return found or ""
