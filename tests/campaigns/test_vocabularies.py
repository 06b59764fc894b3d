"""Reading what people type for countries, languages and activities."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from campaigns.fields import CodesFormField
from campaigns.models import Organisation
from campaigns.vocabularies import Vocabulary, activities, countries, kinds, languages
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Kenya, Uganda", ["KE", "UG"]),
        ("ke;UG\nth", ["KE", "UG", "TH"]),
        ("Tailandia; Côte d’Ivoire", ["TH", "CI"]),
        ("تايلاند، كينيا", ["TH", "KE"]),
        ("ไทย", ["TH"]),
        ("Bonaire, Sint Eustatius and Saba, Kenya", ["BQ", "KE"]),
        ("Kenya, kenya, KE", ["KE"]),
        ("", []),
        (" , ;", []),
    ],
)
def test_countries_by_any_name(typed: str, codes: list[str]) -> None:
    assert countries.read(typed) == (codes, [])


def test_what_is_not_known_is_named() -> None:
    assert countries.read("Kenya, Atlantis") == (["KE"], ["Atlantis"])
    assert languages.read("English, Klingonese") == (["en"], ["Klingonese"])


def test_languages_and_activities() -> None:
    assert languages.read("Thai, español, العربية, fil") == (["th", "es", "ar", "fil"], [])
    assert activities.read("Aftercare, prevención") == (["aftercare", "prevention"], [])
    assert kinds.read("Trade union") == (["union"], [])


@pytest.mark.parametrize("vocabulary", [countries, languages, activities, kinds])
def test_every_name_is_read_as_itself(vocabulary: Vocabulary) -> None:
    """What the form shows for a code is what it takes, in each language."""
    for language in ("en", "es", "fr", "ar", "th"):
        with translation.override(language):
            for code, name in vocabulary.names().items():
                read, unknown = vocabulary.read(name)
                assert not unknown, (language, name)
                assert read == [code], (language, name)


def test_the_field_shows_names_and_takes_them() -> None:
    field = CodesFormField(vocabulary=countries, required=False)
    assert field.prepare_value(("KE", "UG")) == "Kenya, Uganda"
    assert field.clean("Uganda, Kenya") == ("KE", "UG")
    assert not field.has_changed(("KE", "UG"), "Uganda; Kenya")
    with pytest.raises(ValidationError, match="Atlantis"):
        field.clean("Atlantis")


def test_the_editors_fields_are_a_line_and_boxes() -> None:
    countries_field = Organisation._meta.get_field("countries").formfield()
    activities_field = Organisation._meta.get_field("activities").formfield()
    assert isinstance(countries_field.widget, forms.TextInput)
    assert isinstance(activities_field.widget, forms.CheckboxSelectMultiple)


@pytest.mark.django_db
def test_codes_are_stored_in_order_and_come_back() -> None:
    made = OrganisationFactory(countries=("UG", "KE"), activities=["legal", "aftercare"])
    stored = Organisation.objects.get(pk=made.pk)
    assert stored.countries == ("KE", "UG")
    assert stored.activities == ("aftercare", "legal")
    revision = stored.save_revision()
    assert revision.as_object().countries == ("KE", "UG")
