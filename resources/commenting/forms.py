"""The forms that readers of a draft fill in."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.public_forms import AddressField, CountryField, NameField, PublicForm, count_links
from resources.commenting.submitting import Submission
from resources.documents import Section
from resources.models import Comment, Consultation
from resources.models.comments import COMMENT_LENGTH

# A comment with more web addresses waits for staff.
MANY_LINKS = 10

# What word processors and other systems write for the end of a line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


class PlainTextField(forms.CharField):
    """Text over several lines in any script, kept as it was typed."""

    widget = forms.Textarea
    default_error_messages = {
        "null_characters_not_allowed": _(
            "There are characters in your text that nobody can see or print. "
            "Please type it anew, or paste it as plain text."
        ),
        "empty": _("Please write your comment in words."),
    }

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """Let browsers take any length: they would cut what is pasted off without a word."""
        return {}

    def to_python(self, value: Any) -> str:
        """Give every line the same end; browsers send two characters for it."""
        return _LINE_ENDS.sub("\n", super().to_python(value) or "").strip()

    def clean(self, value: Any) -> str:
        """Refuse what no text contains."""
        text: str = super().clean(value)
        if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t" for mark in text):
            raise ValidationError(
                self.error_messages["null_characters_not_allowed"], code="control"
            )
        if text and not any(unicodedata.category(mark)[0] in "LN" for mark in text):
            raise ValidationError(self.error_messages["empty"], code="empty")
        return text


class VisibilityForm(forms.Form):
    """What the public may see of who wrote a comment."""

    visibility = forms.ChoiceField(
        label=_("What may others see of you?"),
        choices=Comment.Visibility.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one of the four."),
            "invalid_choice": _("Please choose one of the four."),
        },
    )


class CommentForm(PublicForm):
    """A comment on one section of a draft."""

    text = PlainTextField(
        label=_("Your comment"),
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("Plain text. Links are shown as they are typed."),
        error_messages={
            "required": _("Please write your comment."),
            "max_length": _(
                "Your comment is %(show_value)d letters long; we can store %(limit_value)d. "
                "Please shorten it."
            ),
        },
    )
    name = NameField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Whether others see it is up to you, below."),
        error_messages={"required": _("Please write your name.")},
    )
    organisation = NameField(
        label=_("Organisation"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("If you write for one, or from what you have seen there."),
    )
    email = AddressField(
        label=_("Mail address"),
        max_length=1000,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("We send one mail to it to confirm. It is never shown."),
        error_messages={
            "required": _("Please write your mail address: we send a mail to it to confirm."),
            "max_length": _("This mail address is too long to be real. Please check it."),
        },
    )
    country = CountryField(
        label=_("Country"),
        widget=forms.Select(attrs={"autocomplete": "country"}),
        help_text=_("Where you live, or where your organisation is based."),
        error_messages={
            "required": _("Please choose a country."),
            "invalid_choice": _("We do not know this country. Please choose one from the list."),
        },
    )
    visibility = forms.ChoiceField(
        label=_("What may others see of you?"),
        choices=Comment.Visibility.choices,
        initial=Comment.Visibility.HIDDEN,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("The comment itself is shown once staff have read it."),
        error_messages={"invalid_choice": _("Please choose one of the four.")},
    )

    def __init__(
        self, *args: Any, consultation: Consultation, section: Section, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.consultation, self.section = consultation, section

    def clean_visibility(self) -> str:
        """Who says nothing is shown nowhere."""
        return self.cleaned_data["visibility"] or Comment.Visibility.HIDDEN

    def submission(self, *, many_from_network: bool) -> Submission:
        """Return the valid form as a comment to send."""
        data = self.cleaned_data
        names = ("text", "name", "organisation", "country", "visibility")
        return Submission(
            consultation=self.consultation,
            email=data["email"],
            values={
                **{name: data[name] for name in names},
                "section_key": self.section.key,
                "section_title": self.section.title,
                # What is read and answered in the draft's language is mailed in it too.
                "language": self.consultation.language,
            },
            quarantine_reason=self._quarantine_reason(many_from_network),
        )

    def _quarantine_reason(self, many_from_network: bool) -> str:
        data = self.cleaned_data
        suspicion = self.suspicion(
            address=data["email"],
            names=(data["name"], data["organisation"]),
            many_from_network=many_from_network,
        )
        if suspicion is None and count_links(data["text"]) > MANY_LINKS:
            return Comment.QuarantineReason.LINKS
        return suspicion or ""
