"""How many published comments an edition grew out of."""

from dataclasses import dataclass

from django.db.models import Count

from resources.models import Comment, GuidanceNote


@dataclass(frozen=True)
class Tally:
    """The published comments on an edition's drafts, and the countries that they came from."""

    comments: int
    countries: int


def tally(note: GuidanceNote, edition_number: int) -> Tally:
    """Count what was published on an edition's drafts, in all languages. One query."""
    counted = Comment.objects.filter(
        consultation__note=note,
        consultation__edition_number=edition_number,
        status=Comment.Status.PUBLISHED,
    ).aggregate(comments=Count("pk"), countries=Count("country", distinct=True))
    return Tally(**counted)
