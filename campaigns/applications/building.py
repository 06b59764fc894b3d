"""Wagtail's form builder, with the kinds of questions that applications have."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from campaigns.applications import fields
from campaigns.applications.forms import AnswersForm
from core.countries import sorted_countries
from core.public_forms import AddressField, NameField

_CHOOSE_ONE = _("Please choose one of what is offered.")
_CHOOSE_SOME = _("Please choose from what is offered.")
_ADDRESS = {
    "required": _("Please write your mail address: the confirmation goes to it."),
    "max_length": _("This mail address is too long to be real. Please check it."),
}
_WEB_ADDRESS = {"invalid": _("This is not a web address. It looks like https://example.org.")}


class ApplicationFormBuilder(FormBuilder):
    """Makes the form of a page from its questions."""

    def __init__(self, questions: Iterable[Any]) -> None:
        super().__init__(list(questions))

    def get_form_class(self) -> type[AnswersForm]:
        """Return a form with a field for each question."""
        body = {**self.formfields, "questions": self.fields}
        return type("ApplicationAnswersForm", (AnswersForm,), body)

    def get_field_options(self, field: Any) -> dict[str, Any]:
        """Return what every field is told. Templates escape what editors typed."""
        words = {"question": field.label}
        return {
            "label": field.label,
            "help_text": field.help_text,
            "required": field.required,
            # The summary above the form names the question, and so does the field.
            "error_messages": {"required": _("Please answer: %(question)s") % words},
        }

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """One line; a name, where it is the applicant's."""
        if field.role == field.Role.NAME:
            widget = forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
            return NameField(**options, widget=widget)
        return fields.LineField(**options)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Several lines."""
        return fields.TextField(**options)

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A mail address."""
        attrs = {"spellcheck": "false"}
        if field.role == field.Role.ADDRESS:
            options["required"] = True
            options["error_messages"] = _ADDRESS
            attrs["autocomplete"] = "email"
        return AddressField(**options, max_length=1000, widget=forms.EmailInput(attrs=attrs))

    def create_url_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A web address, with or without https."""
        options["error_messages"] |= {**_WEB_ADDRESS, "max_length": fields.TOO_LONG}
        widget = forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"})
        return forms.URLField(**options, max_length=500, assume_scheme="https", widget=widget)

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A number."""
        options["error_messages"]["invalid"] = _("Please write a number.")
        return fields.NumberField(**options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A day, which the browser offers a calendar for."""
        options["error_messages"]["invalid"] = _("Please write a date, as in 2030-12-31.")
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(**options, input_formats=["%Y-%m-%d"], widget=widget)

    def create_country_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A country, in the words and the order of the active language."""
        options["error_messages"]["invalid_choice"] = _CHOOSE_ONE
        choices = [("", _("Choose …")), *sorted_countries()]
        return forms.ChoiceField(**options, choices=choices)

    def create_checkbox_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A box; one that must be answered must be ticked."""
        ticked = _("Please tick this box to go on: %(question)s")
        options["error_messages"] = {"required": ticked % {"question": field.label}}
        return forms.BooleanField(**options)

    def create_checkboxes_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Several boxes."""
        options["error_messages"]["invalid_choice"] = _CHOOSE_SOME
        return forms.MultipleChoiceField(
            **options, choices=_choices(field), widget=forms.CheckboxSelectMultiple
        )

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """One of a list."""
        options["error_messages"]["invalid_choice"] = _CHOOSE_ONE
        return forms.ChoiceField(**options, choices=[("", _("Choose …")), *_choices(field)])

    def create_radio_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """One of a few."""
        options["error_messages"]["invalid_choice"] = _CHOOSE_ONE
        return forms.ChoiceField(**options, choices=_choices(field), widget=forms.RadioSelect)

    def create_files_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Files, within the question's limits."""
        return fields.FilesField(
            **options,
            kinds=field.file_kinds,
            max_files=field.max_files,
            max_size=field.max_megabytes * fields.MEGABYTE,
        )


def _choices(field: Any) -> list[tuple[str, str]]:
    return list(field.choice_words.items())
