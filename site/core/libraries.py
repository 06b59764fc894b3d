"""Whether this machine has what WeasyPrint draws with, which pip cannot install."""

from ctypes.util import find_library
from functools import cache
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

# What Debian and Ubuntu call them; the fonts are for Arabic and Thai.
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"


@cache
def are_there() -> bool:
    """Whether Pango is there. It brings all the others."""
    return find_library("pangoft2-1.0") is not None


@register(Tags.compatibility)
def check_libraries(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without them everything is published and read; PDFs wait, and links go without a picture."""
    if are_there():
        return []
    return [
        Warning(
            "PDFs and the pictures of shared links are not made: the library Pango is missing.",
            hint=f"On Debian and Ubuntu: apt install {PACKAGES}",
            id="core.W003",
        )
    ]
