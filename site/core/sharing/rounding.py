"""Numbers that may stand for a while."""

# Of so few, a number asks nobody to join.
_FEWEST = 10


def rounded_down(count: int) -> int:
    """Return a round number that is less than `count`; 0 for too few to tell.

    One digit that counts below 100, two above: 370 steps up to a million, so
    that a picture stands for many signatures before it is drawn anew.
    """
    if count <= _FEWEST:
        return 0
    unit = 10 ** max(1, len(str(count - 1)) - 2)
    return (count - 1) // unit * unit
