"""Text that XML can hold: feeds, PDFs and office documents are made of it."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def readable(text: str, instead: str = " ") -> str:
    """Put a space where XML has no such character, as for the line breaks of word processors."""
    return _NOT_IN_XML.sub(instead, text)
