"""The mails that signers get."""

from typing import Any

from django.utils import translation
from django.utils.html import format_html

from core.inserting import insert
from core.mail.context import site_context
from core.mail.messages import register_message
from core.mail.models import OutgoingMail
from core.mail.queue import Recipient, outgoing
from petitions.models import Petition, PetitionPage, PetitionText, Signature
from petitions.tokens import links


def reference(signature: Signature) -> str:
    """What ties a mail to its signature, for its history and for erasing."""
    return f"signature:{signature.pk.hex}"


def signature_mail(message: str, signature: Signature) -> OutgoingMail:
    """Return one of the messages below to a signer, in the language they signed in."""
    [mail] = outgoing(
        message,
        signature.language,
        [Recipient(signature.email, links(signature), reference(signature))],
        batch=str(signature.petition_id),
    )
    return mail


def queue_signature_mail(message: str, signature: Signature) -> None:
    """Queue one of the messages below. Call it in the transaction that makes it due."""
    insert([signature_mail(message, signature)])


def petition_page(petition: Petition, language: str) -> PetitionPage | None:
    """Return the petition's live page in `language`, else in another language."""
    pages = (
        PetitionPage.objects.live()
        .filter(alias_of__isnull=True, translation_key=petition.uuid)
        .select_related("locale")
    )
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(language) or next(iter(by_language.values()), None)


def mail_context(petition: Petition, page: PetitionPage | None) -> dict[str, Any]:
    """What every mail about a petition shares. Works without a page: it may be gone."""
    return {
        **site_context(page),
        "title": page.title if page else petition.title,
        "page": page,
    }


def _batch_context(batch: str) -> dict[str, Any]:
    petition, language = Petition.objects.get(pk=batch), translation.get_language() or ""
    page = petition_page(petition, language)
    context = mail_context(petition, page)
    if page and page.locale.language_code == language:
        return context
    # The signer's page is gone. Rather no words of the editors than words in another language.
    return {**context, "page": None, **_title_without_page(petition, language)}


def _title_without_page(petition: Petition, language: str) -> dict[str, str]:
    """Return the title as it last stood in `language`, else the source's, marked as such."""
    wordings = petition.texts.filter(kind=PetitionText.Kind.PETITION, is_current=True)
    titles = dict(wordings.values_list("language", "headline"))
    if language in titles:
        return {"title": titles[language]}
    written = next((code for code, title in titles.items() if title == petition.title), "")
    bidi = translation.get_language_info(written)["bidi"] if written else False
    marked = format_html(
        '<span lang="{}" dir="{}">{}</span>', written, "rtl" if bidi else "ltr", petition.title
    )
    return {"title": petition.title, "marked_title": marked}


# The one link that confirms a signature.
register_message("confirm_signature")(_batch_context)
# For somebody who signs again: nothing more to do, and where to change it.
register_message("already_signed")(_batch_context)
