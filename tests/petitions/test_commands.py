"""The commands for whoever runs the site."""

import csv
import io
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from petitions.models import PetitionCount, PetitionPage, Signature
from tests.factories import SignatureFactory, petition_of
from tests.petitions.crowd import crowd


def run(name: str, *args: str) -> str:
    """Return what the command prints."""
    out = io.StringIO()
    call_command(name, *args, stdout=out, stderr=io.StringIO())
    return out.getvalue()


class TestReconcile:
    """reconcile_signatures."""

    def test_says_that_all_agree(self, page: PetitionPage) -> None:
        crowd(petition_of(page), 3, status="confirmed")
        assert "All counts agree" in run("reconcile_signatures")

    def test_repairs_and_says_so(self, page: PetitionPage) -> None:
        petition = petition_of(page)
        crowd(petition, 3, status="confirmed")
        PetitionCount.objects.update(people=9, paper=4)
        printed = run("reconcile_signatures", "--petition", str(petition.uuid))
        assert "people stood at 9, its rows say 3; repaired" in printed
        assert "paper stood at 4, its rows say 0; repaired" in printed
        assert petition_of(page).count.total == 3
        assert "All counts agree" in run("reconcile_signatures")

    def test_check_changes_nothing_and_exits_with_1(self, page: PetitionPage) -> None:
        PetitionCount.objects.update(people=9)
        with pytest.raises(SystemExit) as stopped:
            run("reconcile_signatures", "--check")
        assert stopped.value.code == 1
        assert petition_of(page).count.people == 9
        PetitionCount.objects.update(people=0)
        assert "All counts agree" in run("reconcile_signatures", "--check")

    def test_an_unknown_petition_is_an_error(self, page: PetitionPage) -> None:
        with pytest.raises(CommandError, match="no petition"):
            run("reconcile_signatures", "--petition", str(uuid4()))


def test_erase_expired_prints_the_numbers(page: PetitionPage) -> None:
    old = timezone.now() - timedelta(days=40)
    SignatureFactory(petition=petition_of(page), created_at=old)
    SignatureFactory(petition=petition_of(page))
    assert run("erase_expired") == "Erased 1 signatures and 0 records of mails.\n"
    assert Signature.objects.count() == 1


class TestExport:
    """export_signatures."""

    def test_writes_the_chosen_signatures(self, page: PetitionPage, tmp_path: Path) -> None:
        petition = petition_of(page)
        crowd(petition, 2, status="confirmed")
        crowd(petition, 3, tag="waiting")
        path = tmp_path / "signatures.csv"
        run(
            "export_signatures",
            f"--petition={petition.uuid}",
            "--status",
            "confirmed",
            f"--output={path}",
        )
        content = path.read_bytes()
        assert content.count(b"\r\n") == 3
        assert b"\r\r\n" not in content
        rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        assert [row["status"] for row in rows] == ["confirmed"] * 2
        # It holds names and addresses.
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_prints_to_the_screen(self, page: PetitionPage) -> None:
        crowd(petition_of(page), 2)
        printed = run("export_signatures")
        assert printed.startswith("id,petition,status,")
        assert printed.count("\n") == 3

    def test_is_logged(self, page: PetitionPage) -> None:
        crowd(petition_of(page), 2)
        run("export_signatures", "--output=-")
        entry = ModelLogEntry.objects.get(action="petitions.export")
        assert entry.user is None
        assert entry.data["number"] == 2

    def test_overwrites_nothing(self, page: PetitionPage, tmp_path: Path) -> None:
        path = tmp_path / "there.csv"
        path.write_text("mine")
        with pytest.raises(CommandError, match="cannot be written"):
            run("export_signatures", f"--output={path}")
        assert path.read_text() == "mine"
        assert not ModelLogEntry.objects.filter(action="petitions.export").exists()

    def test_an_unknown_petition_is_an_error(self, db: Any) -> None:
        with pytest.raises(CommandError, match="no petition"):
            run("export_signatures", f"--petition={uuid4()}")
