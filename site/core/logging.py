"""Keeps personal data out of the logs."""

import logging
import re

# Signed links are long; no page's address has a part like them.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)


class MaskTokens(logging.Filter):
    """Masks the signed links in logged addresses: whoever has one can act for the signer."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; keep it."""
        message = record.getMessage()
        if _TOKEN.search(message):
            record.msg, record.args = _TOKEN.sub("…", message), None
        return True
