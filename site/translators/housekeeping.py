"""What the worker does for translations once a day, besides the mail to translators."""

from core.worker import register_daily
from translators.sources import follow_all, has_other_languages


@register_daily
def follow_what_was_missed() -> None:
    """Follow sources that nobody follows: there before an upgrade, or forgotten with an alias."""
    if has_other_languages():
        follow_all()
