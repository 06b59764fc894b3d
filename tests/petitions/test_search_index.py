"""The index of names: PostgreSQL uses it, and the site does without where it cannot be made."""

import os
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from petitions.admin.filters import search
from petitions.models import PetitionPage, Signature
from tests.factories import petition_of
from tests.petitions.crowd import crowd
from tests.petitions.threads import needs_postgresql

pytestmark = needs_postgresql

LIST = reverse("petitions_signatures:list")
migration: Any = import_module("petitions.migrations.0012_search_of_names")


def asked(question: str) -> Any:
    """Return the one value that answers a question."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def plan(typed: str) -> str:
    """Return how PostgreSQL would search if it had a million rows to read otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off; SET enable_indexscan = off")
        try:
            return str(search(Signature.objects.all(), typed).explain())
        finally:
            cursor.execute("RESET enable_seqscan; RESET enable_indexscan")


@pytest.mark.parametrize("typed", ["ana", "ana silva", "ÉLODIE", "محمد", "สมชาย", "li", "x"])
def test_every_word_is_looked_up_in_the_index(typed: str) -> None:
    assert "signature_names" in plan(typed)


def test_without_the_right_to_make_it_the_search_finds_the_same(
    page: PetitionPage, admin_client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    if not asked("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        pytest.skip("SKIPPED: taking a right away from somebody needs a superuser of PostgreSQL.")
    crowd(petition_of(page), 1)
    # Roles belong to the whole server, on which other tests may be running.
    owner = f"owner_of_one_table_{os.getpid()}"
    with connection.schema_editor(atomic=False) as editor, connection.cursor() as cursor:
        migration.remove(None, editor)
        cursor.execute("DROP EXTENSION pg_trgm")
        cursor.execute(f"CREATE ROLE {owner}")
        try:
            cursor.execute(f"GRANT CREATE ON SCHEMA public TO {owner}")
            cursor.execute(f"ALTER TABLE petitions_signature OWNER TO {owner}")
            cursor.execute(f"SET ROLE {owner}")
            migration.make(None, editor)
            cursor.execute("RESET ROLE")
            assert "permission denied" in capsys.readouterr().out
            assert "signature_names" not in plan("ana")
            found = admin_client.get(LIST, {"q": "ana"}).context["object_list"]
            assert [row.given_name for row in found] == ["Ana 0"]
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute(f"REASSIGN OWNED BY {owner} TO CURRENT_USER")
            cursor.execute(f"DROP OWNED BY {owner}")
            cursor.execute(f"DROP ROLE {owner}")
            migration.make(None, editor)
    assert "signature_names" in plan("ana")
