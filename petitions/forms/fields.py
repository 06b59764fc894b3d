"""The fields of the sign form that Django has no match for."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from petitions.addresses import clean_address
from petitions.models.signature import NAME_LENGTH


class NameField(forms.CharField):
    """A name in any script: of one letter or many, with apostrophes and direction marks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=NAME_LENGTH, **kwargs)
        self.error_messages["max_length"] = _(
            "This is longer than the %(limit_value)d letters we can store. Please shorten it."
        )

    def clean(self, value: Any) -> str:
        """Refuse what no name contains."""
        name = super().clean(value)
        if any(unicodedata.category(mark) == "Cc" for mark in name):
            raise ValidationError(
                _("Please write the name on one line, without control characters."), code="control"
            )
        if name and not any(unicodedata.category(mark)[0] in "LN" for mark in name):
            raise ValidationError(_("Please write a name with at least one letter."), code="empty")
        return name


class AddressField(forms.CharField):
    """A mail address that mail can be sent to."""

    widget = forms.EmailInput

    def clean(self, value: Any) -> str:
        """Return the address in the form in which mail is sent to it."""
        typed = super().clean(value)
        return clean_address(typed) if typed else ""


class CarriedField(forms.CharField):
    """What the page or a link carries along: no signer can mend it, so it never errs."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        """Return the text; one that cannot be stored is as good as none."""
        text = self.to_python(value) or ""
        return "" if "\x00" in text else text
