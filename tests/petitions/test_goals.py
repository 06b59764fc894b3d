"""The ladder of goals: what is shown, what comes next, and how editors type it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from petitions.fields import MAX_GOAL, GoalsFormField
from petitions.goals import current_goal, next_step, percent, steps

pytestmark = pytest.mark.one_database

quick = settings(deadline=None, database=None)
ladders = st.lists(st.integers(-5, 3_000_000), max_size=8)
totals = st.integers(0, 5_000_000)


@pytest.mark.parametrize(
    ("total", "goal"),
    [
        (0, 1000),
        (899, 1000),
        (900, 5000),
        (4499, 5000),
        (4500, 10_000),
        (9000, 20_000),
        (18_000, 50_000),
        (45_000, 100_000),
    ],
)
def test_the_next_step_shows_at_nine_tenths(total: int, goal: int) -> None:
    assert current_goal(total, [1000, 5000, 10_000]) == goal


@pytest.mark.parametrize(
    ("total", "goal"), [(0, 100), (89, 100), (90, 200), (180, 500), (450, 1000)]
)
def test_without_a_ladder_the_steps_are_one_two_five(total: int, goal: int) -> None:
    assert current_goal(total, []) == goal


@quick
@given(ladder=ladders)
def test_the_steps_rise_without_end_and_hold_the_editors_own(ladder: list[int]) -> None:
    stream = steps(ladder)
    first = [next(stream) for _n in range(len(ladder) + 20)]
    assert first == sorted(set(first))
    assert {step for step in ladder if step > 0} <= set(first)


@quick
@given(total=totals, more=totals, ladder=ladders)
def test_the_goal_never_falls_as_the_count_rises(total: int, more: int, ladder: list[int]) -> None:
    assert current_goal(total, ladder) <= current_goal(total + more, ladder)
    assert next_step(total, ladder) <= next_step(total + more, ladder)


@quick
@given(total=totals, ladder=ladders)
def test_less_than_nine_tenths_of_the_goal_are_reached(total: int, ladder: list[int]) -> None:
    goal = current_goal(total, ladder)
    assert total < 0.9 * goal
    assert 0 <= percent(total, goal) < 90
    # And of every smaller step at least that much.
    for step in steps(ladder):
        if step >= goal:
            break
        assert total >= 0.9 * step


@quick
@given(total=totals, ladder=ladders)
def test_the_next_milestone_is_the_first_step_above(total: int, ladder: list[int]) -> None:
    milestone = next_step(total, ladder)
    assert milestone > total
    for step in steps(ladder):
        if step >= milestone:
            assert step == milestone
            break
        assert step <= total


@quick
@given(total=st.integers(-10, 10**9), goal=st.integers(0, 10**9))
def test_the_percentage_stays_within_its_bounds(total: int, goal: int) -> None:
    assert 0 <= percent(total, goal) <= 100
    if goal and 0 <= total < goal:
        assert percent(total, goal) < 100


@pytest.mark.parametrize(
    ("typed", "goals"),
    [
        ("", []),
        ("  ", []),
        ("1000 5000 10000", [1000, 5000, 10000]),
        ("1,000 5,000", [1000, 5000]),
        ("1.000; 5.000", [1000, 5000]),
        ("1’000 5'000", [1000, 5000]),
        ("1,000, 5,000, 10,000", [1000, 5000, 10000]),
        ("1000,5000,10000", [1000, 5000, 10000]),
        ("1000,500", [500, 1000]),
        ("500,1000,2500", [500, 1000, 2500]),
        ("1,000,000", [1_000_000]),
        ("5000\n1000\t1000", [1000, 5000]),
        ("١٠٠٠ ٥٠٠٠", [1000, 5000]),
        ("1000000000", [1_000_000_000]),
    ],
)
def test_goals_are_read_as_people_write_them(typed: str, goals: list[int]) -> None:
    assert GoalsFormField(required=False).clean(typed) == goals


@pytest.mark.parametrize(
    "typed", ["0", "-5", "1e3", "many", "1000 x", "1.5", "1000000001", "9" * 5000, "²", "1\x000"]
)
def test_other_goals_are_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GoalsFormField(required=False).clean(typed)
    assert refused.value.messages[0].endswith(".")


@quick
@given(goals=st.lists(st.integers(1, MAX_GOAL), unique=True).map(sorted))
def test_goals_come_back_from_the_form_as_they_went_in(goals: list[int]) -> None:
    field = GoalsFormField(required=False)
    shown = field.prepare_value(goals)
    assert field.clean(shown) == goals
    assert not field.has_changed(goals, shown)


@quick
@given(typed=st.text("0123456789 ,.;'’-٣x\n", max_size=40))
def test_any_text_gives_rising_goals_or_a_refusal(typed: str) -> None:
    field = GoalsFormField(required=False)
    try:
        goals = field.clean(typed)
    except ValidationError:
        assert field.has_changed([], typed)
        return
    assert goals == sorted(set(goals))
    assert all(0 < goal <= MAX_GOAL for goal in goals)
