"""Passing a petition on: plain links, no script of anybody else's."""

from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from petitions.models import PetitionPage

# Addresses that open the service's own "write a message" page. {url} and {text} are encoded.
_SERVICES = (
    ("WhatsApp", "https://wa.me/?text={text}%20{url}"),
    ("Telegram", "https://t.me/share/url?url={url}&text={text}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={text}%20{url}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
)

LINE = "\n\n"


def share_context(page: PetitionPage) -> dict[str, Any]:
    """Return the share links and texts for a petition's page."""
    url, text = page.full_url or "", page.share_text
    links = [
        {"name": name, "url": pattern.format(url=quote(url, safe=""), text=quote(text, safe=""))}
        for name, pattern in _SERVICES
    ]
    mail = {
        "name": _("Mail"),
        "url": f"mailto:?subject={quote(page.title)}&body={quote(text + LINE + url)}",
    }
    return {"share": [mail, *links], "share_text": text, "share_url": url}
