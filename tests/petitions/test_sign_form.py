"""Forms of different petitions, people and languages share their fields, and nothing else."""

from typing import Any

import pytest
from django.utils import translation

from petitions.forms import SignForm
from petitions.models import Petition, PetitionText
from petitions.models.petition import Accepts

pytestmark = pytest.mark.one_database

OWN: dict[str, Any] = {"asks_comment": True, "asks_updates": True, "shows_signers": True}


def form(about: str, accepts: str, typed: dict[str, str] | None = None, **options: Any) -> SignForm:
    """Return the form of a petition with wordings of its own."""
    kinds = enumerate(PetitionText.Kind.values, start=1)
    texts = {kind: PetitionText(pk=key, kind=kind, text=f"{about}: {kind}") for key, kind in kinds}
    petition = Petition(accepts=accepts, **{**OWN, **options})
    return SignForm(typed, petition=petition, texts=texts)


def test_what_one_form_says_and_leaves_out_is_not_said_by_the_next() -> None:
    first = str(form("Mill", Accepts.BOTH))
    typed = {"kind": "organisation", "given_name": "Zebedaios", "email": "corncrake"}
    hidden = form("Lake", Accepts.PEOPLE, typed, asks_comment=False, asks_updates=False)
    assert not hidden.is_valid()
    shown = str(hidden)
    assert "Lake: terms" in shown and "Zebedaios" in shown and "corncrake" in shown
    assert '<input type="hidden" name="kind"' in shown
    again = str(form("Mill", Accepts.BOTH))
    assert _without_stamp(again) == _without_stamp(first)


def test_each_form_speaks_the_language_of_its_reader() -> None:
    said: dict[str, str] = {}
    for language in ("en", "es", "th", "en"):
        with translation.override(language):
            said[language] = str(form("Mill", Accepts.BOTH)["family_name"].help_text)
            assert said[language] in str(form("Mill", Accepts.BOTH))
    assert said["en"] == "Leave it empty if you have only one name."
    assert len({*said.values()}) == 3


def _without_stamp(html: str) -> list[str]:
    return [line for line in html.splitlines() if 'name="stamp"' not in line]
