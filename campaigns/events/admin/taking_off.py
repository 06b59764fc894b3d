"""Saying what becomes of calendars before an event is taken off the site."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from campaigns.models import EventPage, ScheduledSession
from core.locales import is_source


def what_follows(page: Page) -> str:
    """Return what becomes of an event's sessions once it is gone; empty where nothing does."""
    if page.specific_class is not EventPage or not page.live or not is_source(page):
        return ""
    coming = ScheduledSession.objects.filter(
        event=page.translation_key,
        state=ScheduledSession.State.SCHEDULED,
        ends_at__gt=timezone.now(),
    ).count()
    if not coming:
        return ""
    text = ngettext(
        "This event has a session to come.", "This event has %(number)s sessions to come.", coming
    ) % {"number": coming}
    rest = _(
        "Once it is off the site in every language, calendars that follow the list show it as "
        "cancelled. If it does not take place, cancel its sessions instead: readers are told then."
    )
    return f"{text} {rest}"
