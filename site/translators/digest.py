"""The daily mail to translators: what has come in to translate.

A group's `notified_at` says up to when its members have been told. It moves in
the transaction that queues the mails, and only from where it was read: of two
workers at once, one finds that the other has told already.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi, override
from wagtail.models import Site

from core.locales import active_locales
from core.mail.messages import register_message
from core.mail.models import OutgoingMail
from core.mail.queue import Recipient, queue_mail
from core.models import SiteSettings
from core.worker import register_daily
from translators.models import TranslatorGroup
from translators.worklist import State, WorkItem, work_items
from users.models import User

MESSAGE = "translation_digest"
# At most once a day. Somewhat less, because a day's run may begin before the last one's time.
LEAST_PAUSE = timedelta(hours=20)
# What was published within this time is told the next day: its transaction may
# not have ended, and what `notified_at` has passed is never looked at again.
SETTLING_TIME = timedelta(minutes=5)
# The list in the admin is complete; in the mail it stays short.
MAX_TITLES = 20


@register_daily
def tell_translators() -> None:
    """Queue a mail to the members of each group for whom something has come in."""
    groups = TranslatorGroup.objects.filter(locale__in=active_locales())
    for translators in groups.select_related("locale", "group"):
        tell_group(translators)


def tell_group(translators: TranslatorGroup) -> int:
    """Queue the mails to one group's members, unless there is nothing to tell, or nobody to.

    Returns the number of mails.
    """
    by_language = _recipients(translators)
    until = (timezone.now() - SETTLING_TIME).replace(microsecond=0)
    since = translators.notified_at
    if not by_language or until - since < LEAST_PAUSE:
        return 0
    if not _to_do(_news(translators, since, until)):
        return 0
    batch = f"{translators.pk}:{_seconds(since)}:{_seconds(until)}"
    with transaction.atomic():
        unchanged = TranslatorGroup.objects.filter(pk=translators.pk, notified_at=since)
        if not unchanged.update(notified_at=until):
            return 0
        for language, recipients in by_language.items():
            queue_mail(MESSAGE, language, recipients, batch=batch, lane=OutgoingMail.Lane.BULK)
    return sum(map(len, by_language.values()))


def _recipients(translators: TranslatorGroup) -> dict[str, list[Recipient]]:
    """Return the members who want the mail by the language in which they read the admin."""
    members = User.objects.filter(
        groups=translators.group_id, is_active=True, wants_translation_mail=True
    ).exclude(email="")
    by_language: dict[str, list[Recipient]] = {}
    for address, preferred in members.values_list(
        "email", "wagtail_userprofile__preferred_language"
    ):
        is_ours = preferred in dict(settings.LANGUAGES)
        language = preferred if is_ours else translators.locale.language_code
        by_language.setdefault(language, []).append(Recipient(address))
    return by_language


def _news(translators: TranslatorGroup, since: datetime, until: datetime) -> list[WorkItem]:
    items = work_items([translators.locale])
    return [item for item in items if since < item.changed_at <= until]


def _to_do(items: list[WorkItem]) -> list[WorkItem]:
    """Return what is new, is older than its source, or got strings after it was begun."""
    return [
        item
        for item in items
        if item.state in (State.WAITING, State.OUTDATED)
        or (item.state == State.IN_PROGRESS and item.translation and item.progress.missing)
    ]


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


@register_message(MESSAGE)
def _batch_context(batch: str) -> dict[str, Any]:
    """Say what had come in, as it stands when the mail is sent."""
    pk, *times = map(int, batch.split(":"))
    translators = TranslatorGroup.objects.select_related("locale").get(pk=pk)
    since, until = (datetime.fromtimestamp(seconds, tz=UTC) for seconds in times)
    news = _news(translators, since, until)
    # Somebody may have begun or even finished them before the mail goes out.
    items = _to_do(news) or news
    code = translators.locale.language_code
    return {
        **_site_context(),
        "locale": translators.locale,
        "items": [
            {"item": item, "dir": _direction(item.source.locale.language_code)}
            for item in items[:MAX_TITLES]
        ],
        "number": len(items),
        "more": max(0, len(items) - MAX_TITLES),
        "strings": sum(item.progress.missing for item in items),
        "list_url": f"{_full_url('translators:worklist')}?language={code}",
        "account_url": _full_url("wagtailadmin_account"),
        "choice": capfirst(User._meta.get_field("wants_translation_mail").verbose_name),
    }


def _site_context() -> dict[str, Any]:
    site = Site.objects.filter(is_default_site=True).first()
    stored = SiteSettings.for_site(site) if site else None
    name = stored.name if stored else settings.WAGTAIL_SITE_NAME
    return {
        "site_name": name,
        "from_name": name,
        "is_demonstration": bool(stored and stored.is_demonstration),
    }


def _full_url(name: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name)}"


def _direction(language: str) -> str:
    with override(language):
        return "rtl" if get_language_bidi() else "ltr"
