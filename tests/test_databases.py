"""What a test commits is taken out of the database again."""

import pytest
from wagtail.models import Locale, Page, Site

from petitions.models import PetitionPage
from tests.databases import put_back, rows_of_tables
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory
from users.models import User


def test_tables_have_the_rows_again_that_they_had(page: PetitionPage, admin: User) -> None:
    """Rows that came, went and changed, with dates, JSON and text of any script among them."""
    note = GuidanceNotePageFactory(parent=GuidanceIndexPageFactory(parent=page.get_parent()))
    before = rows_of_tables()
    read = {kind: list(kind.objects.order_by("pk").values()) for kind in (type(note), Site, User)}
    note.summary = "ผู้เสียหาย \\ ' %s"
    note.save_revision()
    Locale.objects.create(language_code="th")
    Site.objects.all().delete()
    User.objects.update(is_active=False)
    assert rows_of_tables() != before
    put_back(before)
    assert {table: set(map(repr, rows)) for table, rows in rows_of_tables().items()} == {
        table: set(map(repr, rows)) for table, rows in before.items()
    }
    for kind, rows in read.items():
        assert list(kind.objects.order_by("pk").values()) == rows


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_gone_in_the_next_test(turn: int) -> None:
    assert [page.title for page in Page.objects.all()] == ["Root"]
    assert [locale.language_code for locale in Locale.objects.all()] == ["en"]
    Locale.objects.create(language_code="th")
    Page.objects.update(title=f"Changed by {turn}")
