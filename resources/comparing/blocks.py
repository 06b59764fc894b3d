"""Which blocks of two texts belong together, and what has changed in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from resources.comparing.reading import Block, Kind
from resources.comparing.words import Mark, Piece, Words, likeness, replacement

# In a stretch where nothing is the same, each block is looked at beside each; in one that is
# longer than this many pairs of them, they belong together in their order.
MOST_PAIRS = 10_000
# Blocks less alike than this are never two states of one (0 to 1).
LEAST_LIKELY = 0.25
# Pictures are not alike in words: they belong together where they stand in the same place.
_PICTURES = 0.5

_Pair = tuple[Block | None, Block | None]


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block in either edition, or in both."""

    kind: Kind
    pieces: tuple[Piece, ...]
    # A picture, or a file to download, is another one.
    is_other_file: bool = False
    # Addresses that the text led to and no longer does, and those that it leads to now.
    old_links: tuple[str, ...] = ()
    new_links: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark | None:
        """What has become of the block as a whole; None where parts of it have changed."""
        if self.is_other_file or self.old_links or self.new_links:
            return None
        marks = {piece.mark for piece in self.pieces}
        # A picture without a description has no words.
        return Mark.SAME if not marks else marks.pop() if len(marks) == 1 else None

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed in it."""
        return self.mark == Mark.SAME


def whole(block: Block, mark: Mark) -> BlockChange:
    """Return a block that is in one edition alone, or the same in both."""
    return BlockChange(block.kind, (Piece(mark, block.text),))


def compare_blocks(old: list[Block], new: list[Block], words: Words) -> list[BlockChange]:
    """Return the blocks of both in the order of `new`; what was removed, where it stood."""
    changes: list[BlockChange] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, begin, end, new_begin, new_end in matcher.get_opcodes():
        if what == "equal":
            changes += (whole(block, Mark.SAME) for block in new[new_begin:new_end])
        else:
            for before, after in _pairs(old[begin:end], new[new_begin:new_end], words):
                changes += _compared(before, after, words)
    return changes


def _compared(old: Block | None, new: Block | None, words: Words) -> Iterator[BlockChange]:
    if old is not None and new is not None and old.kind == new.kind:
        pieces = words.difference(old.text, new.text)
        if pieces is None and new.kind == Kind.PICTURE:
            pieces = list(replacement(old.text, new.text))
        if pieces is not None:
            before, after = Counter(old.links), Counter(new.links)
            yield BlockChange(
                new.kind,
                tuple(pieces),
                old.files != new.files,
                tuple((before - after).elements()),
                tuple((after - before).elements()),
            )
            return
    if old is not None:
        yield whole(old, Mark.REMOVED)
    if new is not None:
        yield whole(new, Mark.ADDED)


def _pairs(old: list[Block], new: list[Block], words: Words) -> Iterator[_Pair]:
    """Yield the blocks that belong together, and those that have no other, in their order."""
    if not old or not new or len(old) == len(new) == 1 or len(old) * len(new) > MOST_PAIRS:
        yield from zip_longest(old, new)
        return
    row, column = 0, 0
    for before, after in _best_pairs(_likenesses(old, new, words)):
        yield from ((block, None) for block in old[row:before])
        yield from ((None, block) for block in new[column:after])
        yield old[before], new[after]
        row, column = before + 1, after + 1
    yield from ((block, None) for block in old[row:])
    yield from ((None, block) for block in new[column:])


def _likenesses(old: list[Block], new: list[Block], words: Words) -> list[list[float]]:
    """Return how alike each block of `old` is to each of `new`; 0 if they cannot be one."""
    theirs = [(block, words.traits(block.text)) for block in new]
    return [
        [
            _alike(after.kind, likeness(mine, other)) if before.kind == after.kind else 0.0
            for after, other in theirs
        ]
        for before, mine in ((block, words.traits(block.text)) for block in old)
    ]


def _alike(kind: Kind, found: float) -> float:
    if kind == Kind.PICTURE:
        return max(found, _PICTURES)
    return found if found >= LEAST_LIKELY else 0.0


def _best_pairs(alike: list[list[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column), both rising, that are most alike taken together."""
    rows, columns = len(alike), len(alike[0])
    # The best that can be had of the rows and columns from here on.
    best = [[0.0] * (columns + 1) for _row in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        mine, below, likes = best[row], best[row + 1], alike[row]
        for column in range(columns - 1, -1, -1):
            paired = likes[column] + below[column + 1]
            mine[column] = max(paired, below[column], mine[column + 1])
    pairs = []
    row = column = 0
    while row < rows and column < columns:
        if (
            alike[row][column]
            and best[row][column] == alike[row][column] + best[row + 1][column + 1]
        ):
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs
