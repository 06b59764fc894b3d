"""The forms behind the links in mails."""

from django import forms
from django.utils.translation import gettext_lazy as _

from petitions.models import Signature


class ConfirmForm(forms.Form):
    """The one button behind the link in the mail. Names the submission that was shown."""

    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)


class VisibilityForm(forms.Form):
    """What the public may see of a signature."""

    visibility = forms.ChoiceField(
        label=_("What may others see?"),
        choices=Signature.Visibility.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one of the four."),
            "invalid_choice": _("Please choose one of the four."),
        },
    )
