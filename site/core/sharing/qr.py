"""QR codes of addresses, to be printed."""

from collections.abc import Callable
from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe

# A quarter of the code may be dirty or torn off (level Q of ISO/IEC 18004).
_ERROR = "q"
# Modules of white around it, as the standard asks.
_BORDER = 4
# Pixels for each module: an address of 40 letters is a picture of 1,200 pixels.
_SCALE = 30


def _code(url: str) -> segno.QRCode:
    return segno.make_qr(url, error=_ERROR, boost_error=False)


def svg(url: str) -> SafeString:
    """Return the code as SVG within HTML, black on white whatever the colours of the page."""
    code = _code(url).svg_inline(border=_BORDER, light="#fff", omitsize=True, svgclass="qr__code")
    return mark_safe(code)  # noqa: S308


def _svg_file(url: str) -> tuple[bytes, str]:
    out = BytesIO()
    _code(url).save(out, kind="svg", border=_BORDER, light="#fff", scale=10)
    return out.getvalue(), "image/svg+xml"


def _png_file(url: str) -> tuple[bytes, str]:
    out = BytesIO()
    _code(url).save(out, kind="png", border=_BORDER, scale=_SCALE)
    return out.getvalue(), "image/png"


FILES: dict[str, Callable[[str], tuple[bytes, str]]] = {"svg": _svg_file, "png": _png_file}
