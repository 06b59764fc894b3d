"""What the forms that anybody may send have in common: fields, and signs of a program."""

import re
import time
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _
from django_countries.data import COUNTRIES

from core.addresses import clean_address, is_disposable
from core.countries import sorted_countries
from core.names import NAME_LENGTH

_LINK = re.compile(r"(?:https?://|www\.)\S*|\w\.(?:com|net|org|ru|xyz|top|info)\b", re.IGNORECASE)
_stamp_signer = Signer(salt="core.public_forms")


class Suspicion(StrEnum):
    """Why what was sent waits for staff. Never a reason to throw it away."""

    HONEYPOT = "honeypot"
    SPEED = "speed"
    NETWORK = "network"
    DISPOSABLE = "disposable"
    LINK = "link"


class _HelpText:
    """A help text that is translated where it is shown, not when Django asks if there is one."""

    def __init__(self, text: object) -> None:
        self.text = text

    def __str__(self) -> str:
        return str(self.text)


class SharedFields(dict[str, forms.Field]):
    """The `base_fields` of a form class whose forms share them.

    Django copies each field for each form, which takes as long as validating it.
    So no form may change a field: it puts a changed copy in its place.
    """

    def __init__(self, fields: dict[str, forms.Field]) -> None:
        super().__init__(fields)
        for field in self.values():
            if field.help_text:
                field.help_text = _HelpText(field.help_text)  # type: ignore[assignment]

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


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


def _countries_to_choose() -> list[tuple[str, Any]]:
    return [("", _("Choose …")), *sorted_countries()]


class CountryField(forms.ChoiceField):
    """A country (ISO 3166-1 alpha-2), by its name in the active language.

    The list of names is put together where it is shown: copying it for each form
    that comes in would take longer than everything else about the form.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_countries_to_choose, **kwargs)

    def valid_value(self, value: Any) -> bool:
        """Whether there is such a country."""
        return value in COUNTRIES


class CarriedField(forms.CharField):
    """What the page or a link carries along: nobody can mend it, so it never errs."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        """Return the text; one that cannot be stored is as good as none."""
        text = self.to_python(value) or ""
        return "" if "\x00" in text else text


class PublicForm(forms.Form):
    """A form on a page that caches may keep: no cookie, no token, but a look at who fills it in."""

    # No person sees this field; programs that fill in everything do.
    homepage = CarriedField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "tabindex": "-1", "aria-hidden": "true"}
        ),
    )
    stamp = CarriedField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("stamp", make_stamp(time.time()))

    def suspicion(
        self, *, address: str, names: Iterable[str], many_from_network: bool
    ) -> Suspicion | None:
        """Return what makes the valid form look as if no person had filled it in."""
        if self.cleaned_data["homepage"]:
            return Suspicion.HONEYPOT
        if _age(self.cleaned_data["stamp"]) < settings.SIGN_MIN_SECONDS:
            return Suspicion.SPEED
        if many_from_network:
            return Suspicion.NETWORK
        if is_disposable(address):
            return Suspicion.DISPOSABLE
        if any(_LINK.search(name) for name in names):
            return Suspicion.LINK
        return None


def count_links(text: str) -> int:
    """Return how many web addresses a text has."""
    return sum(1 for _found in _LINK.finditer(text))


def make_stamp(moment: float) -> str:
    """Return what a form carries that was made at `moment` (seconds since 1970)."""
    return _stamp_signer.sign(str(int(moment)))


def _age(stamp: str) -> float:
    """Return the seconds since the form was made; endless for a form without a stamp.

    A cached page's stamp is as old as the page, so this finds only programs
    that answer a form at once. Nothing can be said without a stamp, or where the
    clock that made it and the one that reads it do not agree.
    """
    try:
        age = time.time() - int(_stamp_signer.unsign(stamp))
    except (BadSignature, ValueError):
        return float("inf")
    return age if age >= 0 else float("inf")
