"""The page explorer below a list of petitions: each petition's count and state."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from petitions.admin.columns import PhaseColumn, TotalColumn
from petitions.models import PetitionPage
from petitions.records import records_by_uuid


def attach_records(pages: Iterable[PetitionPage]) -> None:
    """Give each page its record, in two queries for all of them.

    Aliases stand for another page, and translations share its record.
    """
    pages = list(pages)
    originals = dict(
        Page.objects.filter(
            pk__in={page.alias_of_id for page in pages if page.alias_of_id}
        ).values_list("pk", "translation_key")
    )
    keys: dict[Any, Any] = {
        page.pk: originals.get(page.alias_of_id, page.translation_key) for page in pages
    }
    records = records_by_uuid(keys.values())
    for page in pages:
        # Takes the place of the cached property, which would ask for each page.
        page.__dict__["petition"] = records.get(keys[page.pk])


def _with_records(columns: list[BaseColumn]) -> list[BaseColumn]:
    """Put the count and the state before the page's own status. All are of one type."""
    columns = [column for column in columns if column.name != "type"]
    place = next(i for i, column in enumerate(columns) if column.name == "status")
    ours = [
        TotalColumn("signatures", label=_("Signatures"), width="12%"),
        PhaseColumn("state", label=_("State"), width="10%"),
    ]
    return [*columns[:place], *ours, *columns[place:]]


class RecordsMixin:
    """Looks up the records of the listed pages before the table is drawn."""

    def get_table(self, object_list: Any) -> Any:
        """Attach the records to the rows."""
        attach_records(object_list)
        return super().get_table(object_list)  # type: ignore[misc]


class PetitionExplorerView(RecordsMixin, ExplorableIndexView):
    """What is below a list of petitions."""

    base_columns = _with_records(ExplorableIndexView.base_columns)


class PetitionUseView(RecordsMixin, ContentTypeUseView):
    """All petition pages of the site."""


class PetitionPageViewSet(PageViewSet):
    """Petitions, with their counts."""

    model = PetitionPage
    index_view_class = PetitionExplorerView
    content_type_use_view_class = PetitionUseView
