"""Where the law of a text applies: countries, and the world."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.countries import country_name, sorted_countries

# The world's code in UN M49, which CLDR uses as well.
INTERNATIONAL = "001"


def jurisdiction_choices() -> list[tuple[str, str]]:
    """Return (code, name) in the words and the order of the active language; the world first."""
    return [(INTERNATIONAL, jurisdiction_name(INTERNATIONAL)), *sorted_countries()]


def jurisdiction_name(code: str) -> str:
    """Return the name in the active language; an unknown code as it is."""
    if code == INTERNATIONAL:
        # To translators: a jurisdiction: law that is made between states.
        return _("International")
    try:
        return country_name(code, get_language() or "en")
    except KeyError:
        return code
