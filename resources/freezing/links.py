"""Links that an edition may hold: to the web, to mail and to telephones, never to a program.

The editor refuses others. A translator may give a link another address, which
nobody looks at before it is here.
"""

import re
from collections.abc import Callable
from html import unescape

from wagtail.whitelist import check_url

_LINK = re.compile(r"<a\s[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))""", re.IGNORECASE)


def is_safe(url: str) -> bool:
    """Whether readers may be led to an address."""
    return check_url(url) is not None


def keep_safe_links(html: str, refused: Callable[[str], None]) -> str:
    """Return HTML whose links all lead somewhere safe; the others are text, and named."""

    def href(match: re.Match[str]) -> str:
        url = unescape(next(part for part in match.groups() if part is not None))
        if is_safe(url):
            return match[0]
        refused(url)
        return ""

    return _LINK.sub(lambda link: _HREF.sub(href, link[0]), html)
