"""The demonstration's pictures, drawn on loading: patterns, never a person."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import product
from math import cos, pi, sin

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from images.models import CustomImage

_SIZE = (1600, 640)
_PAPER, _INK, _SOFT, _BLUE = "#f3f1ea", "#16191d", "#c9cdc9", "#1d3f8f"
# The cracked tile, by column and row.
_CRACKED = (7, 3)


def draw(key: str, title: str) -> CustomImage:
    """Draw a picture and store it."""
    content = BytesIO()
    _DRAWINGS[key]().save(content, "PNG", optimize=True)
    content.seek(0)
    image = CustomImage(title=title, file=ImageFile(content, name=f"{key}.png"))
    image.save()
    return image


def _framing_diagram() -> Image.Image:
    """One wall of tiles in three frames: a single tile, the whole wall, a tile with neighbours."""
    picture = Image.new("RGB", _SIZE, _PAPER)
    _tiles(ImageDraw.Draw(picture), (0, 0, *_SIZE), tile=40, first=(0, 0), line=_SOFT, crack=False)
    frames = [
        # Tile size in pixels, and the tile in the frame's upper corner.
        (400, _CRACKED),
        (20, (0, 0)),
        (80, (_CRACKED[0] - 2, _CRACKED[1] - 2)),
    ]
    for number, (tile, first) in enumerate(frames):
        left = 100 + number * 500
        box = (left, 120, left + 400, 520)
        frame = Image.new("RGB", (400, 400), _PAPER)
        _tiles(ImageDraw.Draw(frame), (0, 0, 400, 400), tile=tile, first=first, line=_INK)
        picture.paste(frame, box[:2])
        ImageDraw.Draw(picture).rectangle(box, outline=_BLUE, width=10)
    return picture


def _tiles(
    pen: ImageDraw.ImageDraw,
    box: tuple[int, int, int, int],
    *,
    tile: int,
    first: tuple[int, int],
    line: str,
    crack: bool = True,
) -> None:
    left, top, right, bottom = box
    width = 1 if tile < 60 else 2
    for row in range((bottom - top) // tile + 1):
        for column in range((right - left) // tile + 1):
            x, y = left + column * tile, top + row * tile
            pen.rectangle((x, y, x + tile, y + tile), outline=line, width=width)
            is_cracked = (column + first[0], row + first[1]) == _CRACKED
            if crack and is_cracked and tile >= 60:
                steps = [(0.2, 0.0), (0.35, 0.3), (0.28, 0.45), (0.6, 0.7), (0.55, 0.8), (0.8, 1.0)]
                points = [(x + tile * across, y + tile * down) for across, down in steps]
                pen.line(points, fill=_INK, width=max(tile // 40, 4), joint="curve")


# The side of a patch, and of the picture that it is cut from: turned lines reach its corners.
_PATCH, _CLOTH = 240, 340
_COLUMNS, _ROWS = 6, 3
_BLUE_PATCH = 8


def _patchwork() -> Image.Image:
    """Eighteen squares, each with a pattern of its own; one is blue."""
    picture = Image.new("RGB", (1600, 900), _PAPER)
    for number, (row, column) in enumerate(product(range(_ROWS), range(_COLUMNS))):
        ground, line = (_BLUE, _PAPER) if number == _BLUE_PATCH else (_PAPER, _INK)
        cloth = Image.new("RGB", (_CLOTH, _CLOTH), ground)
        _PATTERNS[number](ImageDraw.Draw(cloth), line)
        edge = (_CLOTH - _PATCH) // 2
        patch = cloth.crop((edge, edge, edge + _PATCH, edge + _PATCH))
        ImageDraw.Draw(patch).rectangle((0, 0, _PATCH - 1, _PATCH - 1), outline=_INK, width=4)
        picture.paste(patch, (80 + column * _PATCH, 90 + row * _PATCH))
    return picture


def _stripes(pen: ImageDraw.ImageDraw, line: str, *, turn: float, gap: int) -> None:
    """Parallel lines, turned by so many degrees."""
    across, along = cos(turn * pi / 180), sin(turn * pi / 180)
    middle = _CLOTH / 2
    for away in range(-_CLOTH, _CLOTH, gap):
        x, y = middle + away * across, middle + away * along
        ends = (x - along * _CLOTH, y + across * _CLOTH, x + along * _CLOTH, y - across * _CLOTH)
        pen.line(ends, fill=line, width=gap // 4)


def _rings(pen: ImageDraw.ImageDraw, line: str, *, gap: int) -> None:
    for radius in range(gap, _CLOTH, gap):
        middle = _CLOTH // 2
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        pen.ellipse(box, outline=line, width=gap // 4)


def _frames(pen: ImageDraw.ImageDraw, line: str, *, gap: int) -> None:
    for inset in range(0, _CLOTH // 2, gap):
        pen.rectangle((inset, inset, _CLOTH - inset, _CLOTH - inset), outline=line, width=gap // 4)


def _dots(pen: ImageDraw.ImageDraw, line: str, *, gap: int) -> None:
    for x, y in product(range(gap // 2, _CLOTH, gap), repeat=2):
        pen.ellipse((x - gap // 4, y - gap // 4, x + gap // 4, y + gap // 4), fill=line)


def _checks(pen: ImageDraw.ImageDraw, line: str, *, gap: int) -> None:
    for column, row in product(range(_CLOTH // gap + 1), repeat=2):
        if (column + row) % 2:
            x, y = column * gap, row * gap
            pen.rectangle((x, y, x + gap - 1, y + gap - 1), fill=line)


def _rays(pen: ImageDraw.ImageDraw, line: str, *, number: int) -> None:
    middle = _CLOTH / 2
    for part in range(number):
        turn = 2 * pi * part / number
        tip = (middle + cos(turn) * _CLOTH, middle + sin(turn) * _CLOTH)
        pen.line((middle, middle, *tip), fill=line, width=6)


def _waves(pen: ImageDraw.ImageDraw, line: str, *, gap: int) -> None:
    for y in range(0, _CLOTH, gap):
        points = [(x * gap / 2, y + (x % 2) * gap / 2) for x in range(2 * _CLOTH // gap + 2)]
        pen.line(points, fill=line, width=gap // 5, joint="curve")


_PATTERNS: list[Callable[[ImageDraw.ImageDraw, str], None]] = [
    partial(_stripes, turn=0, gap=24),
    partial(_dots, gap=48),
    partial(_rings, gap=20),
    partial(_stripes, turn=45, gap=32),
    partial(_checks, gap=40),
    partial(_waves, gap=30),
    partial(_rays, number=24),
    partial(_frames, gap=40),
    partial(_rings, gap=40),
    partial(_stripes, turn=90, gap=48),
    partial(_waves, gap=60),
    partial(_dots, gap=30),
    partial(_frames, gap=20),
    partial(_stripes, turn=135, gap=20),
    partial(_checks, gap=20),
    partial(_rays, number=12),
    partial(_dots, gap=80),
    partial(_stripes, turn=60, gap=40),
]


# Coats on a rail, and which of them is blue.
_COATS, _BLUE_COAT = 11, 4


def _coats() -> Image.Image:
    """Eleven coats on a rail; one is blue."""
    picture = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.line((60, 110, 1540, 110), fill=_INK, width=12)
    for number in range(_COATS):
        middle = 150 + number * 130
        colour = _BLUE if number == _BLUE_COAT else (_SOFT if number % 2 else _PAPER)
        # By turns longer and shorter.
        hem = 540 - number % 3 * 40
        pen.arc((middle - 12, 96, middle + 12, 130), 180, 450, fill=_INK, width=6)
        pen.line((middle, 130, middle, 160), fill=_INK, width=6)
        outline = [
            *((middle - 12, 160), (middle + 12, 160), (middle + 44, 190), (middle + 52, 330)),
            *((middle + 36, 330), (middle + 46, hem), (middle - 46, hem), (middle - 36, 330)),
            *((middle - 52, 330), (middle - 44, 190)),
        ]
        pen.polygon(outline, fill=colour, outline=_INK, width=5)
        line = _PAPER if number == _BLUE_COAT else _INK
        pen.line((middle, 170, middle, hem - 4), fill=line, width=4)
        for y in range(220, hem - 60, 60):
            pen.ellipse((middle + 8, y, middle + 16, y + 8), fill=line)
    return picture


def _mast() -> Image.Image:
    """A mast between hills, with rings of waves around its tip."""
    picture = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    tip = (800, 170)
    for radius in range(60, 900, 70):
        box = (tip[0] - radius, tip[1] - radius, tip[0] + radius, tip[1] + radius)
        pen.ellipse(box, outline=_BLUE, width=6)
    # The farther a hill, the paler it is.
    for colour, centre, across, up in (
        (_PAPER, 300, 620, 330),
        (_PAPER, 1330, 640, 350),
        (_SOFT, 820, 560, 190),
        (_INK, 60, 620, 150),
        (_INK, 1560, 640, 130),
    ):
        box = (centre - across, 640 - up, centre + across, 640 + up)
        pen.ellipse(box, fill=colour, outline=_INK, width=5)
    pen.line((tip, (770, 456)), fill=_INK, width=8)
    pen.line((tip, (830, 456)), fill=_INK, width=8)
    for y in range(240, 440, 50):
        half = (y - tip[1]) * 30 // 286
        pen.line((800 - half, y, 800 + half, y), fill=_INK, width=6)
    pen.ellipse((tip[0] - 14, tip[1] - 14, tip[0] + 14, tip[1] + 14), fill=_INK)
    return picture


_DRAWINGS = {
    "framing-diagram": _framing_diagram,
    "patchwork": _patchwork,
    "coats": _coats,
    "mast": _mast,
}
