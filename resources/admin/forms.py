"""The form of the note's editor."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.templatetags.core_tags import day


class NotePageForm(WagtailAdminPageForm):
    """Offers each subject once, and says which number comes next."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("topics", "audiences"):
            if name in self.fields:
                chosen = [subject.pk for subject in getattr(self.instance, name).all()]
                self.fields[name].queryset = offered(self.fields[name].queryset, chosen)
        if "edition_number" in self.fields:
            self._say_which_number()

    def _say_which_number(self) -> None:
        # Imported here: models name this form, and it asks for models.
        from resources.publishing import newest_edition

        newest = newest_edition(self.instance.note_uuid)
        if newest is not None:
            self.fields["edition_number"].help_text = _(
                "Edition %(number)s of %(day)s is published and never changes. "
                "To publish a changed text, put %(next)s here."
            ) % {
                "number": newest.number,
                "day": day(newest.date),
                "next": newest.number + 1,
            }


def offered(subjects: QuerySet[Any], chosen: list[int]) -> QuerySet[Any]:
    """Return the subjects that are live, each in the language it was written in; and the chosen.

    A note has the same subjects in every language: their translations are looked up.
    """
    earlier = subjects.model.objects.filter(
        translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk")
    )
    return subjects.filter(Q(pk__in=chosen) | (Q(live=True) & ~Exists(earlier)))
