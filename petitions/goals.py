"""The ladder of goals: which step is shown, and which one comes next."""

from collections.abc import Iterator, Sequence
from itertools import count

# A step is replaced by the next one when this part of it is reached (in per cent).
STEP_UP_AT = 90
FIRST_STEP = 100


def steps(ladder: Sequence[int]) -> Iterator[int]:
    """Yield the editor's steps, then 1-2-5 steps without end."""
    last = 0
    for step in sorted({step for step in ladder if step > 0}):
        last = step
        yield step
    for power in count():
        for digit in (1, 2, 5):
            step = digit * 10**power
            if step > last and step >= FIRST_STEP:
                yield step


def current_goal(total: int, ladder: Sequence[int]) -> int:
    """Return the step to show: the first of which less than 90 % is reached."""
    return next(step for step in steps(ladder) if total * 100 < step * STEP_UP_AT)


def next_step(total: int, ladder: Sequence[int]) -> int:
    """Return the first step that `total` has not reached: the next milestone."""
    return next(step for step in steps(ladder) if step > total)


def percent(total: int, goal: int) -> int:
    """Return how much of the goal is reached, from 0 to 100, never rounded up."""
    return max(0, min(100, total * 100 // goal)) if goal else 0
