"""The demonstration that a test has loaded."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from wagtail.models import Page

from demo.pages import key_of
from petitions.models import Petition


def load_demo() -> str:
    """Run the command; return what it says."""
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def petition(key: str) -> Petition:
    """Return a petition of the demonstration with its count."""
    return Petition.objects.select_related("count").get(uuid=key_of(key))


def page(key: str, language: str = "en") -> Any:
    """Return a page of the demonstration in a language."""
    return Page.objects.get(translation_key=key_of(key), locale__language_code=language).specific
