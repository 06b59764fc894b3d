"""What many do with short links at once, on a server that lets them."""

from typing import Any
from uuid import uuid4

from core.models import ShortLink
from core.sharing.short_links import count_hit
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark: Any = needs_postgresql


def test_fifty_who_are_the_first_of_a_day_are_counted_once_each() -> None:
    link = ShortLink.objects.create(translation_key=uuid4(), label="Posters")
    at_once(*times(25, count_hit, link))
    at_once(*times(25, count_hit, link))
    [day] = link.days.all()
    assert day.hits == 50
