"""What becomes of the rows of a file, and of the directory."""

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from wagtail.models import Locale, ModelLogEntry

from campaigns.directory.listing import find
from campaigns.importing import checking, taking
from campaigns.importing.exporting import directory_lines, report_lines
from campaigns.importing.reasons import SENTENCES
from campaigns.importing.working import cancel, take_over, work_on_imports
from campaigns.models import ImportRow, Liaison, Membership, Organisation, OrganisationImport
from tests.campaigns.importing import check, outcomes, reasons, sentences, take, work
from tests.campaigns.test_directory import names
from tests.factories import OrganisationFactory, UserFactory
from tests.translating import translate

pytestmark = pytest.mark.django_db

FILE = """name;kind;summary;website;countries;languages;activities;liaison_name;liaison_email
Haven;ngo;Shelter.;https://haven.example.org;Kenya, Uganda;en, sw;aftercare, legal;Ana;ana@b.org
Lens;Media organisation;Pictures.;;KE;English;reporting;;
"""


def names_in_directory() -> list[str]:
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def test_looking_through_changes_nothing() -> None:
    made = check(FILE)
    assert outcomes(made) == ["new", "new"]
    assert names_in_directory() == []


def test_what_is_taken_over() -> None:
    made = take(check(FILE))
    assert names_in_directory() == ["Haven", "Lens"]
    haven = Organisation.objects.get(name="Haven")
    assert haven.live
    assert haven.slug == "haven"
    assert haven.website == "https://haven.example.org"
    assert haven.countries == ("KE", "UG")
    assert haven.languages == ("en", "sw")
    assert haven.activities == ("aftercare", "legal")
    assert Organisation.objects.get(name="Lens").kind == "media"
    liaison = haven.liaisons.get()
    assert (liaison.name, liaison.email, liaison.name_is_public) == (
        "Ana",
        "ana@b.org",
        False,
    )
    assert [row.organisation.name for row in made.rows.all()] == ["Haven", "Lens"]


def test_what_is_taken_over_is_found_at_once() -> None:
    take(check(FILE))
    with translation.override("en"):
        assert names(find(QueryDict("q=shelter"))) == ["Haven"]


def test_the_same_file_a_second_time_changes_nothing() -> None:
    take(check(FILE))
    before = list(Organisation.objects.order_by("pk").values())
    liaisons = list(Liaison.objects.values())
    again = check(FILE)
    assert outcomes(again) == ["same", "same"]
    take(again)
    assert list(Organisation.objects.order_by("pk").values()) == before
    assert list(Liaison.objects.values()) == liaisons


def test_what_is_exported_and_imported_changes_nothing() -> None:
    take(check(FILE))
    OrganisationFactory(name="@Home", slug="home-2", kind="coalition")
    Membership.objects.create(
        coalition=Organisation.objects.get(slug="home-2"),
        member=Organisation.objects.get(slug="haven"),
    )
    text = "".join(directory_lines(Organisation.objects.all(), with_liaisons=True))
    made = check(text)
    assert outcomes(made) == ["same", "same", "same"]
    assert reasons(made) == []


def test_an_empty_cell_leaves_what_is_there() -> None:
    take(check(FILE))
    made = take(check("name,summary,countries\nHaven,,Thailand\n"))
    assert outcomes(made) == ["changed"]
    assert made.rows.get().changes == ["countries"]
    haven = Organisation.objects.get(name="Haven")
    assert (haven.summary, haven.countries) == ("Shelter.", ("TH",))


def test_a_name_is_found_however_it_is_spelt() -> None:
    OrganisationFactory(name="Médecins pour Tous", slug="mpt")
    made = take(check("name,countries\nmedecins  pour tous,FR\n"))
    assert outcomes(made) == ["changed"]
    organisation = Organisation.objects.get()
    assert (organisation.slug, organisation.countries) == ("mpt", ("FR",))


def test_a_name_in_another_script_is_refused_with_a_way_out() -> None:
    OrganisationFactory(name="Beit Sindyan", slug="beit-sindyan", countries=("LB",))
    made = check("name,countries\nبيت السنديان,LB\n")
    assert outcomes(made) == ["refused"]
    (sentence,) = sentences(made.rows.get())
    assert "Beit Sindyan (beit-sindyan)" in sentence
    assert "“new”" in sentence


def test_elsewhere_the_same_sound_is_another_organisation() -> None:
    OrganisationFactory(name="Beit Sindyan", slug="beit-sindyan", countries=("LB",))
    assert outcomes(check("name,countries\nبيت السنديان,MA\n")) == ["new"]


def test_two_scripts_in_one_file() -> None:
    made = check("name,countries\nBeit Sindyan,LB\nبيت السنديان,LB\nBEIT SINDYAN,LB\n")
    assert outcomes(made) == ["new", "refused", "refused"]
    assert reasons(made) == ["sounds_like_line", "repeats"]


def test_the_name_of_a_translation_is_a_name(spanish: Locale) -> None:
    translate(OrganisationFactory(name="Free Press", slug="free-press"), spanish)
    made = check("name,countries\nes: free press,ES\n")
    assert outcomes(made) == ["changed"]
    assert made.rows.get().organisation.slug == "free-press"


def test_new_makes_a_second_one_of_the_same_name_and_only_one() -> None:
    OrganisationFactory(name="Hope House", slug="hope-house", countries=("KE",))
    file = "id,name,countries\nnew,Hope House,UG\n"
    assert outcomes(take(check(file))) == ["new"]
    assert set(Organisation.objects.values_list("slug", flat=True)) == {
        "hope-house",
        "hope-house-2",
    }
    assert outcomes(check(file)) == ["same"]
    assert reasons(check("name\nHope House\n")) == ["several"]
    assert outcomes(check("id,name\nhope-house,Hope House\n")) == ["same"]


def test_the_same_website_is_refused() -> None:
    OrganisationFactory(name="Haven", slug="haven", website="https://www.haven.example.org/en/")
    made = check("name,website\nThe Haven Trust,https://haven.example.org\n")
    assert reasons(made) == ["same_website"]


def test_an_id_that_nobody_has_is_refused() -> None:
    assert reasons(check("id,name\nnowhere,Haven\n")) == ["unknown_id"]


def test_a_draft_is_not_overwritten() -> None:
    haven = OrganisationFactory(name="Haven", slug="haven")
    haven.summary = "What somebody is writing."
    haven.save_revision()
    OrganisationFactory(name="Gone", slug="gone").unpublish()
    made = check("name,summary\nHaven,From a file.\nGone,Back?\n")
    assert reasons(made) == ["has_draft", "has_draft"]


def test_a_change_is_in_the_next_edit() -> None:
    haven = OrganisationFactory(name="Haven", slug="haven")
    haven.save_revision().publish()
    take(check("name,summary\nHaven,From a file.\n"))
    haven.refresh_from_db()
    assert haven.summary == "From a file."
    assert haven.get_latest_revision_as_object().summary == "From a file."
    assert not haven.has_unpublished_changes


def test_members_of_coalitions() -> None:
    union = OrganisationFactory(name="Joint Voice", slug="joint-voice", kind="coalition")
    union.save_revision().publish()
    members = "Haven,joint-voice\nLens,Joint Voice\nAlba,Nobody\nJoint Voice,joint-voice\n"
    file = f"name,member_of\n{members}"
    made = take(check(file))
    assert outcomes(made) == ["new", "new", "refused", "refused"]
    assert reasons(made) == ["unknown_coalition", "of_itself"]
    joined = Membership.objects.filter(coalition=union).order_by("sort_order")
    assert [row.member.name for row in joined] == ["Haven", "Lens"]
    union.refresh_from_db()
    assert len(union.get_latest_revision_as_object().members.all()) == 2
    assert outcomes(check(file))[:2] == ["same", "same"]


def test_a_liaison_gets_a_new_role_and_keeps_what_was_agreed_to() -> None:
    take(check(FILE))
    Liaison.objects.update(name_is_public=True)
    file = "name,liaison_name,liaison_role,liaison_email\nHaven,Ana B.,Lawyer,ana@b.org\n"
    assert take(check(file)).rows.get().changes == ["liaison"]
    liaison = Liaison.objects.get()
    assert (liaison.name, liaison.role, liaison.name_is_public) == ("Ana B.", "Lawyer", True)


def test_a_name_that_addresses_need_for_something_else() -> None:
    take(check("name\nNew\nBy country\n"))
    assert set(Organisation.objects.values_list("slug", flat=True)) == {"new-2", "by-country-2"}
    file = "".join(directory_lines(Organisation.objects.all(), with_liaisons=False))
    assert outcomes(check(file)) == ["same", "same"]


@pytest.mark.parametrize("slug", ["new", "New", "by-country"])
def test_nobody_gives_such_an_address_by_hand(slug: str) -> None:
    with pytest.raises(ValidationError, match="Choose another"):
        OrganisationFactory.build(name="Haven", slug=slug).clean()


@pytest.mark.parametrize("batch", [1, 10])
def test_two_rows_that_mean_one_organisation(monkeypatch: Any, batch: int) -> None:
    """The second would undo the first, and the file would change something each time."""
    monkeypatch.setattr(checking, "BATCH", batch)
    OrganisationFactory(name="Haven", slug="haven")
    file = "id,name\nhaven,Faith\n,Haven\nhaven,Hope\n"
    made = take(check(file))
    assert outcomes(made) == ["changed", "refused", "refused"]
    assert [row.reasons for row in made.rows.order_by("line")][1:] == [
        [["same_organisation", "2"]],
        [["same_organisation", "2"]],
    ]
    assert names_in_directory() == ["Faith"]


@pytest.mark.parametrize("batch", [1, 10])
def test_two_rows_with_one_website(monkeypatch: Any, batch: int) -> None:
    monkeypatch.setattr(checking, "BATCH", batch)
    first = "id,name,website\n,Haven,https://haven.example.org\n"
    second = ",House of Hope,http://www.haven.example.org/en\n"
    made = take(check(f"{first}{second}new{second}"))
    assert outcomes(made) == ["new", "refused", "new"]
    assert reasons(made) == ["same_website_line"]


def test_nothing_is_changed_that_nobody_agreed_to() -> None:
    haven = OrganisationFactory(name="Haven", slug="haven", website="https://haven.example.org/")
    made = check("name,website,summary\nHaven,https://haven.example.org/,From a file.\n")
    assert made.rows.get().changes == ["summary"]
    haven.website = "https://haven.example.net/"
    haven.save()
    take(made)
    assert reasons(made) == ["changed_meanwhile"]
    haven.refresh_from_db()
    assert haven.website == "https://haven.example.net/"


def test_one_that_is_deleted_meanwhile_is_not_made_again() -> None:
    OrganisationFactory(name="Haven", slug="haven")
    made = check("id,name,summary\nhaven,Haven,One.\n,Lens,Two.\n")
    Organisation.objects.all().delete()
    take(made)
    assert outcomes(made) == ["refused", "new"]
    assert reasons(made) == ["unknown_id"]


def test_what_happened_meanwhile_is_seen() -> None:
    made = check("name,summary\nHaven,One.\nLens,Two.\n")
    OrganisationFactory(name="haven", slug="other")
    take(made)
    assert outcomes(made) == ["refused", "new"]
    assert reasons(made) == ["changed_meanwhile"]


def test_every_row_is_answered_for() -> None:
    rows = [f"Organisation number {number},KE" for number in range(1203)]
    rows[17] = ",KE"
    rows[701] = rows[3]
    rows[1100] = "=cmd,KE"
    made = take(check("name,countries\n" + "\n".join(rows) + "\n"))
    assert made.rows.count() == made.rows_checked == made.rows_in_all == 1203
    assert outcomes(made).count("new") == 1200 == Organisation.objects.count()
    assert list(made.rows.filter(outcome="refused").values_list("line", flat=True)) == [
        19,
        703,
        1102,
    ]
    assert not made.rows.exclude(values={}).exists()
    assert made.text == ""


def test_who_made_and_changed_what_is_in_the_log() -> None:
    user = UserFactory()
    take(check(FILE, created_by=user))
    take(check("name,summary\nHaven,New.\n", created_by=user))
    haven = Organisation.objects.get(name="Haven")
    entries = ModelLogEntry.objects.for_instance(haven).order_by("timestamp")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("wagtail.create", user),
        ("wagtail.edit", user),
    ]


def test_the_report_says_why_in_the_readers_language() -> None:
    made = check("name,kind\nHaven,club\nLens,media\n")
    with translation.override("es"):
        rows = list(csv.reader(io.StringIO("".join(report_lines(made)))))
    assert [row[:2] for row in rows] == [["line", "name"], ["2", "Haven"], ["3", "Lens"]]
    with translation.override("es"):
        assert rows[1][3] == str(SENTENCES["unknown_kind"]) % {"what": "club"}


# --- deciding, and workers that are killed ------------------------------------


def test_a_file_that_was_given_up_leaves_nothing() -> None:
    made = check(FILE)
    assert cancel(made)
    made.refresh_from_db()
    assert (made.state, made.text) == ("cancelled", "")
    assert not made.rows.exclude(values={}).exists()
    assert not take_over(made)
    work()
    assert names_in_directory() == []


def test_what_was_agreed_to_cannot_be_given_up_any_more() -> None:
    made = check(FILE)
    assert take_over(made)
    assert not cancel(made)
    assert not take_over(made)


def test_a_worker_that_fails_in_a_batch_leaves_whole_batches(monkeypatch: Any) -> None:
    rows = [f"Organisation number {number},KE" for number in range(3 * 10)]
    made = check("name,countries\n" + "\n".join(rows) + "\n")
    monkeypatch.setattr(taking, "BATCH", 10)
    take_over(made)
    assert work_on_imports()
    name_liaisons = taking._name_liaisons

    def die(pairs: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(taking, "_name_liaisons", die)
    with pytest.raises(KeyboardInterrupt):
        work_on_imports()
    assert Organisation.objects.count() == 10
    assert made.rows.filter(is_taken=True).count() == 10
    monkeypatch.setattr(taking, "_name_liaisons", name_liaisons)
    work()
    assert Organisation.objects.count() == 30
    assert OrganisationImport.objects.get().state == "done"
    assert ImportRow.objects.filter(outcome="new", is_taken=False).count() == 0
