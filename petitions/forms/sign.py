"""The sign form of a petition."""

import re
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.public_forms import (
    AddressField,
    CarriedField,
    CountryField,
    NameField,
    PublicForm,
    SharedFields,
)
from petitions.models import Petition, PetitionText, Signature
from petitions.signing import Submission

Kind = Signature.Kind

COMMENT_LENGTH = 1000
_CODE = re.compile(r"[\w.-]{1,64}", re.ASCII)

# The fields that are stored as they are.
_STORED = (
    "kind",
    "given_name",
    "family_name",
    "country",
    "visibility",
    "comment",
    "source",
    "partner",
)


class SignForm(PublicForm):
    """The sign form of one petition in one language."""

    kind = forms.ChoiceField(
        label=_("I sign as"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Please choose one of the two.")},
    )
    given_name = NameField(
        label=_("Given name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        help_text=_("A signature needs a name. Whether others see it is up to you, below."),
        error_messages={"required": _("Please write your given name.")},
    )
    family_name = NameField(
        label=_("Family name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        help_text=_("Leave it empty if you have only one name."),
    )
    organisation_name = NameField(
        label=_("Organisation"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Shown on the page once we have checked it, if you choose so below."),
    )
    organisation_role = NameField(
        label=_("Your role there"),
        required=False,
        help_text=_("Helps us to check that you may sign for it. It is never shown."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation_website = forms.URLField(
        label=_("Its website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput(
            attrs={"autocomplete": "url", "inputmode": "url", "spellcheck": "false"}
        ),
        error_messages={
            "invalid": _("This is not a web address. It looks like https://example.org."),
            "max_length": _(
                "This is longer than the %(limit_value)d letters we can store. Please shorten it."
            ),
        },
    )
    email = AddressField(
        label=_("Mail address"),
        max_length=1000,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("We send one mail to it to confirm. It is never shown."),
        error_messages={
            "required": _("Please write your mail address: it is how we know you signed once."),
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
        label=_("What may others see?"),
        choices=Signature.Visibility.choices,
        initial=Signature.Visibility.HIDDEN,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Your signature counts the same whatever you choose, and you can change it."),
        error_messages={"invalid_choice": _("Please choose one of the four.")},
    )
    comment = forms.CharField(
        label=_("A message to the coalition"),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the coalition's staff read it; it is not published."),
        error_messages={
            "max_length": _(
                "Your message is %(show_value)d letters long; we can store %(limit_value)d. "
                "Please shorten it."
            )
        },
    )
    consent_terms = forms.BooleanField(
        error_messages={"required": _("We may only store your signature if you agree to this.")},
    )
    consent_updates = forms.BooleanField(required=False)

    wording = CarriedField(required=False)
    source = CarriedField(required=False)
    partner = CarriedField(required=False)

    def __init__(
        self,
        *args: Any,
        petition: Petition,
        texts: dict[str, PetitionText],
        **kwargs: Any,
    ) -> None:
        """`texts` are the live wordings by kind, in the language of the page."""
        super().__init__(*args, **kwargs)
        self.petition, self.texts = petition, texts
        self._change("consent_terms", label=texts[PetitionText.Kind.TERMS].text)
        self._set_kinds()
        updates = texts.get(PetitionText.Kind.UPDATES)
        if updates and petition.asks_updates:
            self._change("consent_updates", label=updates.text)
        else:
            del self.fields["consent_updates"]
        if not petition.asks_comment:
            del self.fields["comment"]
        if not petition.shows_signers:
            del self.fields["visibility"]
        self.initial.setdefault("wording", ".".join(str(text.pk) for text in texts.values()))

    def _set_kinds(self) -> None:
        """Offer only the kinds that the petition accepts."""
        if not (self.petition.accepts_people and self.petition.accepts_organisations):
            only = Kind.PERSON if self.petition.accepts_people else Kind.ORGANISATION
            self._change("kind", widget=forms.HiddenInput())
            self.initial["kind"] = only
        else:
            self.initial.setdefault("kind", Kind.PERSON)
        if not self.petition.accepts_organisations:
            for name in ("organisation_name", "organisation_role", "organisation_website"):
                del self.fields[name]

    def _change(self, name: str, **attributes: Any) -> None:
        """Give a field other attributes in this form alone."""
        self.fields[name] = copy(self.fields[name])
        vars(self.fields[name]).update(attributes)

    # --- cleaning ---------------------------------------------------------

    def clean_kind(self) -> str:
        """Fall back to the kind that is offered first."""
        accepted = [
            kind
            for kind, is_accepted in (
                (Kind.PERSON, self.petition.accepts_people),
                (Kind.ORGANISATION, self.petition.accepts_organisations),
            )
            if is_accepted
        ]
        kind = self.cleaned_data["kind"] or accepted[0]
        if kind not in accepted:
            raise ValidationError(
                _("This can be signed by people only.")
                if self.petition.accepts_people
                else _("This can be signed on behalf of organisations only."),
                code="kind",
            )
        return kind

    def clean_visibility(self) -> str:
        """Who says nothing is shown nowhere."""
        return self.cleaned_data["visibility"] or Signature.Visibility.HIDDEN

    def clean_source(self) -> str:
        """Keep what can be a code, drop the rest: it comes from a link, not from the signer."""
        return _code(self.cleaned_data["source"])

    def clean_partner(self) -> str:
        """As `clean_source`."""
        return _code(self.cleaned_data["partner"])

    def clean(self) -> dict[str, Any]:
        """Ask for the organisation's name where one signs."""
        data = super().clean() or self.cleaned_data
        if self.fields["kind"].widget.is_hidden and "kind" in self.errors:
            # The other kind was accepted when the form was made. Say it where it can be seen,
            # and give back a form that can be sent.
            self.add_error(None, self.errors.pop("kind").as_data())
            typed = {name: self.data.get(name) for name in self.data}
            self.data = typed | {"kind": self.initial["kind"]}
        if (
            data.get("kind") == Kind.ORGANISATION
            and not data.get("organisation_name")
            and "organisation_name" not in self.errors
        ):
            self.add_error("organisation_name", _("Please write the organisation's name."))
        return data

    # --- what it says -----------------------------------------------------

    def submission(self, language: str, *, many_from_network: bool) -> Submission:
        """Return the valid form as something to sign with."""
        data = self.cleaned_data
        texts = self._texts_shown()
        purposes = ["terms"] + (["updates"] if data.get("consent_updates") else [])
        values: dict[str, Any] = {name: data[name] for name in _STORED if name in data}
        if data["kind"] == Kind.ORGANISATION:
            values |= {name: data[name] for name in data if name.startswith("organisation_")}
        names = (data["given_name"], data["family_name"], data.get("organisation_name", ""))
        suspicion = self.suspicion(
            address=data["email"], names=names, many_from_network=many_from_network
        )
        return Submission(
            petition=self.petition,
            text=texts[PetitionText.Kind.PETITION],
            consents=[texts[purpose] for purpose in purposes],
            email=data["email"],
            values={**values, "language": language},
            quarantine_reason=suspicion or "",
        )

    def _texts_shown(self) -> dict[str, PetitionText]:
        """Return the wordings that this form was made with, which may have changed since."""
        current = ".".join(str(text.pk) for text in self.texts.values())
        named = self.cleaned_data["wording"]
        keys = [int(key) for key in named.split(".")[:9] if key.isdecimal() and len(key) < 19]
        if named == current or not keys:
            return self.texts
        shown = PetitionText.objects.filter(
            petition=self.petition,
            pk__in=keys,
            language=self.texts[PetitionText.Kind.PETITION].language,
        )
        return {**self.texts, **{text.kind: text for text in shown}}


# A rush is carried by this form.
SignForm.base_fields = SharedFields(SignForm.base_fields)


def _code(text: str) -> str:
    """Return `text` if it can be a source or partner code, else an empty text."""
    return text if _CODE.fullmatch(text) else ""
