"""Making what is queued: claim a PDF, typeset it, store it, record it.

A worker may be killed between any two steps. Before the claim nothing has
happened; after it the claim runs out and another worker makes the PDF. A file
that was stored and not recorded is replaced by the next one.
"""

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import close_old_connections
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from core import libraries
from core.models import SiteSettings
from core.worker import register_background
from resources.models import EditionPdf
from resources.pdf.rendering import (
    TIME_LIMIT,
    EditionFacts,
    NoLettersError,
    NoLibrariesError,
    Pdf,
    render_pdf,
)

logger = logging.getLogger(__name__)

Status = EditionPdf.Status

# A claim outlives the slowest document and the slowest storage.
CLAIM_TIME = timedelta(seconds=TIME_LIMIT) + timedelta(minutes=5)
# 1, 4, 16 and 60 minutes between tries.
MAX_ATTEMPTS = 5
LONGEST_WAIT = timedelta(hours=1)
# How long a machine without the libraries leaves a PDF to others.
WAIT_FOR_LIBRARIES = timedelta(minutes=5)
# What is recorded of a PDF whose worker did not come back, time after time.
ABANDONED = "Abandoned"


@register_background
def make_next() -> bool | None:
    """Make the PDF that is due first. Return whether that went well, None if none is due."""
    if not libraries.are_there():
        return None
    pdf = _claim()
    if pdf is None:
        return None
    try:
        made = render_pdf(pdf.text.document, facts_of(pdf), pdf.version)
        # The database may have grown tired of a connection that was idle for minutes.
        close_old_connections()
        return _store(pdf, made)
    except NoLibrariesError:
        _save(
            pdf,
            status=Status.WAITING,
            attempts=pdf.attempts - 1,
            not_before=timezone.now() + WAIT_FOR_LIBRARIES,
        )
    except Exception as error:
        logger.exception("The PDF %s could not be made", pdf.filename)
        _record_error(pdf, error)
    return False


def facts_of(pdf: EditionPdf) -> EditionFacts:
    """Return what a PDF says of its edition."""
    text = pdf.text
    site = Site.objects.filter(is_default_site=True).first()
    publisher = SiteSettings.for_site(site).name if site else settings.WAGTAIL_SITE_NAME
    with translation.override(text.language):
        path = reverse("resources:edition", args=[text.edition.note.code, text.label])
        # What the edition changed is said in the text that was corrected.
        changes = _("The translation was corrected.") if text.correction else text.changes
    return EditionFacts(
        label=text.label,
        date=text.edition.date,
        changes=changes,
        url=f"{settings.BASE_URL}{path}",
        publisher=publisher,
    )


def _due() -> QuerySet[EditionPdf]:
    """What may be made: what waits, and what a worker has begun that did not come back."""
    now = timezone.now()
    return EditionPdf.objects.filter(
        Q(status=Status.WAITING, not_before__lte=now)
        | Q(status=Status.MAKING, claimed_until__lt=now)
    )


def _claim() -> EditionPdf | None:
    """Take the PDF that a reader has waited for longest, else the first of the newest edition."""
    order = (F("asked_at").asc(nulls_last=True), "-text_id", "version")
    while (first := _due().order_by(*order).only("attempts", "claim").first()) is not None:
        if first.attempts >= MAX_ATTEMPTS:
            # It has ended its worker again and again, such as by all the machine's memory.
            _save(first, status=Status.FAILED, error=ABANDONED)
            continue
        claim = uuid.uuid4()
        if _take(first.pk, claim):
            return EditionPdf.objects.select_related("text__edition__note").get(pk=first.pk)
    return None


def _take(pk: int, claim: uuid.UUID) -> bool:
    """Claim a PDF, unless another worker was quicker: only one finds it still due."""
    taken = (
        _due()
        .filter(pk=pk)
        .update(
            status=Status.MAKING,
            claim=claim,
            claimed_until=timezone.now() + CLAIM_TIME,
            attempts=F("attempts") + 1,
        )
    )
    return bool(taken)


def _held(pdf: EditionPdf) -> QuerySet[EditionPdf]:
    """The PDF's row, unless the claim ran out and another worker has it."""
    return EditionPdf.objects.filter(pk=pdf.pk, status=Status.MAKING, claim=pdf.claim)


def _save(pdf: EditionPdf, **values: object) -> bool:
    """Record the result. Return whether the PDF was still ours."""
    return bool(_held(pdf).update(claim=None, claimed_until=None, **values))


def _store(pdf: EditionPdf, made: Pdf) -> bool:
    """Keep the file and record it. Return whether the PDF was still ours."""
    if not _held(pdf).update(claimed_until=timezone.now() + CLAIM_TIME):
        return False
    storage = pdf.file.storage
    name = pdf.file.field.generate_filename(pdf, pdf.filename)
    # Of a worker that was killed before it could record it.
    storage.delete(name)
    name = storage.save(name, ContentFile(made.content))
    return _save(
        pdf,
        status=Status.READY,
        file=name,
        size=len(made.content),
        pages=made.pages,
        made_at=timezone.now(),
        error="",
    )


def _record_error(pdf: EditionPdf, error: Exception) -> None:
    """Put the PDF back for a later try, or give it up."""
    name = type(error).__name__
    # No font comes by waiting.
    if isinstance(error, NoLettersError) or pdf.attempts >= MAX_ATTEMPTS:
        _save(pdf, status=Status.FAILED, error=name)
        return
    wait = min(timedelta(minutes=4 ** (pdf.attempts - 1)), LONGEST_WAIT)
    _save(pdf, status=Status.WAITING, error=name, not_before=timezone.now() + wait)
