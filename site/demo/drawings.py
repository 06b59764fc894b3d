"""The demonstration's pictures, drawn on loading: patterns, never a person."""

from io import BytesIO

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


_DRAWINGS = {"framing-diagram": _framing_diagram}
