"""What publication does to a petition: the record and the wordings follow the page."""

import re

from django.db import transaction

from core.locales import is_source
from petitions.counting import reset_next_milestone
from petitions.models import Petition, PetitionCount, PetitionPage, PetitionText

Kind = PetitionText.Kind

# The editor numbers paragraphs, and numbers anew those that it did not write. Nobody sees it.
_EDITOR_MARKS = re.compile(r'\sdata-block-key="[^"]*"')


@transaction.atomic
def publish(page: PetitionPage) -> Petition:
    """Copy a page that has just gone live to its petition's record.

    Only the source page's options are taken: a translation carries copies of
    them that may be older. Every language's own wordings are recorded.
    """
    options = page.petition_options()
    petition, is_new = Petition.objects.get_or_create(uuid=page.petition_uuid, defaults=options)
    if is_new:
        PetitionCount.objects.create(petition=petition)
    if is_new or is_source(page):
        Petition.objects.filter(pk=petition.pk).update(**options)
        petition.refresh_from_db()
        reset_next_milestone(petition.pk)
    if not page.alias_of_id:
        for wording in wordings_of(page):
            _make_current(petition, wording)
    return petition


def wordings_of(page: PetitionPage) -> list[PetitionText]:
    """Return the page's wordings as unsaved rows."""
    language = page.locale.language_code
    text = _EDITOR_MARKS.sub("", page.text)
    texts = [(Kind.PETITION, page.title, page.addressee, text)]
    texts += [
        (Kind.TERMS, "", "", page.terms_wording),
        (Kind.UPDATES, "", "", page.updates_wording),
    ]
    return [
        PetitionText(
            kind=kind,
            language=language,
            headline=headline,
            addressee=addressee,
            text=text,
            digest=PetitionText.digest_of(headline, addressee, text),
        )
        for kind, headline, addressee, text in texts
        if text.strip()
    ]


def _make_current(petition: Petition, wording: PetitionText) -> None:
    rows = PetitionText.objects.filter(
        petition=petition, kind=wording.kind, language=wording.language
    )
    rows.filter(is_current=True).exclude(digest=wording.digest).update(is_current=False)
    if not rows.filter(digest=wording.digest).update(is_current=True):
        wording.petition = petition
        wording.save()


def changes_signed_text(page: PetitionPage) -> int:
    """Return how many signatures stand under a wording that this draft would replace."""
    petition = page.petition
    if petition is None or page.alias_of_id:
        return 0
    draft = next((text for text in wordings_of(page) if text.kind == Kind.PETITION), None)
    current = PetitionText.objects.filter(
        petition=petition, kind=Kind.PETITION, language=page.locale.language_code, is_current=True
    ).first()
    if current is None or (draft and draft.digest == current.digest):
        return 0
    return petition.signatures.filter(text=current, status="confirmed").count()
