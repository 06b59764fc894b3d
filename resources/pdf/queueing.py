"""Asking for PDFs: with the edition, and by readers."""

from datetime import datetime

from django.utils import timezone

from resources.models import EditionPdf, EditionText

Status, Version = EditionPdf.Status, EditionPdf.Version


def queue_pdfs(text: EditionText) -> None:
    """Have the PDFs of a text made; those that there are stay. One statement.

    Call it inside the transaction that publishes the text: then there is no
    edition without its PDFs, and none of an edition that was not published.
    """
    versions = [Version.FULL, Version.SHORT] if text.has_short_version else [Version.FULL]
    EditionPdf.objects.bulk_create(
        [EditionPdf(text=text, version=version) for version in versions], ignore_conflicts=True
    )


def ask_for(pdf: EditionPdf) -> None:
    """Have a PDF made before those that nobody waits for. Asking again changes nothing."""
    if pdf.status == Status.WAITING and pdf.asked_at is None:
        waiting = EditionPdf.objects.filter(pk=pdf.pk, status=Status.WAITING, asked_at=None)
        waiting.update(asked_at=timezone.now())


def try_again(pdf: EditionPdf) -> bool:
    """Have a PDF that was given up made after all. Return whether it had been given up."""
    given_up = EditionPdf.objects.filter(pk=pdf.pk, status=Status.FAILED)
    return bool(given_up.update(**_anew()))


def make_anew(pdf: EditionPdf) -> bool:
    """Have a PDF made again whose file is gone. Return whether it had been made."""
    made = EditionPdf.objects.filter(pk=pdf.pk, status=Status.READY)
    return bool(made.update(**_anew(), file="", size=None, pages=None, made_at=None))


def _anew() -> dict[str, str | int | datetime]:
    return {"status": Status.WAITING, "attempts": 0, "not_before": timezone.now()}
