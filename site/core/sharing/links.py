"""Links that pass a page on: plain links, no script of anybody else's."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

# Addresses that open the service's own "write a message" page. {url} and {text} are encoded.
_SERVICES = (
    ("WhatsApp", "https://wa.me/?text={text}%20{url}"),
    ("Telegram", "https://t.me/share/url?url={url}&text={text}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={text}%20{url}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
)

LINE = "\n\n"


@dataclass(frozen=True)
class ShareLink:
    """A link that opens a message to be sent somewhere."""

    name: str
    url: str


@dataclass(frozen=True)
class Sharing:
    """What a page offers to those who want to pass it on."""

    title: str
    # What goes with the address; the reader may change it.
    text: str
    url: str

    @property
    def links(self) -> list[ShareLink]:
        """A mail first: everybody has that."""
        body = quote(f"{self.text}{LINE}{self.url}")
        mail = ShareLink(_("Mail"), f"mailto:?subject={quote(self.title)}&body={body}")
        url, text = quote(self.url, safe=""), quote(self.text, safe="")
        return [
            mail,
            *(ShareLink(name, pattern.format(url=url, text=text)) for name, pattern in _SERVICES),
        ]
