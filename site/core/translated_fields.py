"""What becomes of a field in the translations of a page or snippet.

wagtail-localize has two kinds: a `TranslatableField`, and a `SynchronizedField`,
which each language may replace by a value of its own unless `overridable` is off.
"""

from wagtail_localize.fields import SynchronizedField


class SameEverywhereField(SynchronizedField):
    """A field that no language may have a value of its own for."""

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name, overridable=False)


class SourceOnlyField(SameEverywhereField):
    """A field that is read from the source page whatever the language.

    Translations hold a copy that nothing reads, so that none of them is
    published anew for a change of it.
    """
