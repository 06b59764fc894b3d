"""How many statements each address of a draft for comment costs, and that none grows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resources.commenting.tokens import links
from resources.models import Comment, Consultation, GuidanceNote, GuidanceNotePage
from tests.resources.commenting import (
    SECTIONS,
    CommentFactory,
    ConsultationFactory,
    section_url,
    send,
)

pytestmark = pytest.mark.django_db

# The begin and end of transactions, which the tests' own transaction turns into savepoints.
_FRAME = ("SAVEPOINT", "RELEASE")

# The consultation with its note; where the note's pages are, and whether they are private.
FINDING = 1 + 1
# Around any page: the site, its settings, the first page in each language, the menu with its
# restrictions.
AROUND = 1 + 1 + 1 + 2


def statements(call: Callable[[], Any]) -> int:
    """Return the number of SQL statements of a call."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return len([query for query in captured if not query["sql"].startswith(_FRAME)])


@pytest.fixture
def busy(note: GuidanceNotePage) -> Consultation:
    """A draft with comments in each state on each section, seen once, so that caches are warm."""
    consultation: Consultation = ConsultationFactory(
        note=GuidanceNote.objects.get(uuid=note.translation_key)
    )
    _more(consultation)
    Client().get(consultation.path)
    Client().get(section_url(consultation))
    ContentType.objects.get_for_model(Consultation)
    return consultation


def _more(consultation: Consultation) -> None:
    for section in SECTIONS:
        for status in Comment.Status.values:
            CommentFactory.create_batch(
                4,
                consultation=consultation,
                section_key=section.key,
                status=status,
                answer="Thank you.",
            )


def test_reading_a_draft(busy: Consultation) -> None:
    """What is said of all sections, with its numbers, in one statement."""
    assert statements(lambda: Client().get(busy.path)) == FINDING + AROUND + 1


def test_reading_a_closed_draft(busy: Consultation) -> None:
    """And the edition that came of it."""
    Consultation.objects.update(closed_at=timezone.now())
    assert statements(lambda: Client().get(busy.path)) == FINDING + AROUND + 1 + 1


def test_reading_a_section(busy: Consultation) -> None:
    """How many comments, and one page of them."""
    assert statements(lambda: Client().get(section_url(busy))) == FINDING + AROUND + 2


def test_sending(busy: Consultation) -> None:
    """The consultation under lock; the same comment, in vain; the comment; how many mails wait;
    the mail; that it was mailed.
    """
    assert statements(lambda: send(busy)) == FINDING + 6


def test_confirming(busy: Consultation) -> None:
    """The comment with its consultation; the consultation under lock; if it was held for a check;
    the comment under lock; its state; the next one of the same address, in vain.
    """
    url = links(CommentFactory(consultation=busy))["confirm_url"]
    assert statements(lambda: Client().post(url)) == 6


def test_nothing_grows_with_the_comments(busy: Consultation) -> None:
    """The same statements at n comments and at 2n, in every public step."""
    spent = []
    for time in range(2):
        if time:
            _more(busy)
        url = links(CommentFactory(consultation=busy))
        steps: dict[str, Callable[[], Any]] = {
            "draft": lambda: Client().get(busy.path),
            "section": lambda: Client().get(section_url(busy)),
            "send": lambda time=time: send(busy, text=f"Another one {time}"),
            "send again": lambda time=time: send(busy, text=f"Another one {time}"),
            "look": lambda url=url: Client().get(url["confirm_url"]),
            "confirm": lambda url=url: Client().post(url["confirm_url"]),
            "yours": lambda url=url: Client().get(url["manage_url"]),
            "withdraw": lambda url=url: Client().post(
                url["manage_url"], {"action": "withdraw", "sure": "1"}
            ),
        }
        spent.append({name: statements(step) for name, step in steps.items()})
    assert spent[0] == spent[1]


def test_the_public_asks_for_nothing_that_it_must_not_see(busy: Consultation) -> None:
    with CaptureQueriesContext(connection) as captured:
        Client().get(busy.path)
        Client().get(section_url(busy))
    asked = [query["sql"] for query in captured if "resources_comment" in query["sql"]]
    assert len(asked) == 3
    for sql in asked:
        assert '"email"' not in sql.partition(" FROM ")[0]
        assert "'published'" in sql
