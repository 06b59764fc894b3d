"""The two plain views."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django_countries.data import COUNTRIES

from bench.plain.models import PlainSignature

PAGE = b"<!doctype html><html lang=en><title>Plain</title>" + b"<p>A small page.</p>" * 100


class PlainForm(forms.Form):
    """The fields of the sign form and their rules, by Django's own means."""

    kind = forms.ChoiceField(choices=[("person", "A person"), ("organisation", "An organisation")])
    given_name = forms.CharField(max_length=120)
    family_name = forms.CharField(max_length=120, required=False)
    organisation_name = forms.CharField(max_length=120, required=False)
    organisation_role = forms.CharField(max_length=120, required=False)
    organisation_website = forms.URLField(required=False, assume_scheme="https")
    email = forms.EmailField(max_length=320)
    # By a function: Django would copy a list for each form, which takes longer than the rest.
    country = forms.ChoiceField(choices=lambda: COUNTRIES.items())
    visibility = forms.ChoiceField(
        choices=[(name, name) for name in ("full", "initials", "country", "hidden")]
    )
    comment = forms.CharField(max_length=1000, required=False)
    consent_terms = forms.BooleanField()
    consent_updates = forms.BooleanField(required=False)
    source = forms.CharField(max_length=64, required=False)
    partner = forms.CharField(max_length=64, required=False)


STORED = [
    field.name for field in PlainSignature._meta.fields if field.name in PlainForm.base_fields
]


def static(request: HttpRequest) -> HttpResponse:
    """(a): the same bytes every time."""
    # Without a length the server would send it in chunks.
    return HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE))})


def insert(request: HttpRequest) -> HttpResponse:
    """(b): a valid form becomes a row, unless its address has one already."""
    form = PlainForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422)
    signature = PlainSignature(**{name: form.cleaned_data[name] for name in STORED})
    PlainSignature._default_manager.bulk_create([signature], ignore_conflicts=True)
    return HttpResponseRedirect("/thanks/", headers={"Content-Length": "0"}, status=303)


urlpatterns = [path("static/", static), path("insert/", insert)]
