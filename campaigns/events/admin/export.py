"""The export of what the list of questions shows."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from campaigns.events.admin.filters import question_listing
from campaigns.events.admin.permissions import question_permissions
from campaigns.events.exporting import count_by_event, csv_lines, filename, log_export
from campaigns.models import EventQuestion
from core.admin.exporting import ExportView
from core.spreadsheets import csv_response

QUESTION_LIST = "campaigns_questions:list"


class QuestionExportView(ExportView):
    """Questions, with the numbers of each event."""

    permission_policy = question_permissions
    template_name = "campaigns/events/admin/export.html"
    page_title = _("Export questions")
    listing = question_listing
    list_name = QUESTION_LIST
    list_label = _("Questions for events")

    def numbers(self, rows: QuerySet[EventQuestion]) -> dict[Any, int]:
        """Return how many each event has."""
        return dict(count_by_event(rows))

    def hand_out(self, rows: QuerySet[EventQuestion], *, for_excel: bool) -> HttpResponseBase:
        """Record it, then send the file piece by piece."""
        filters = question_listing.for_the_log(self.request)
        numbers = log_export(rows, self.request.user, filters)
        return csv_response(csv_lines(rows, for_excel=for_excel), filename(list(numbers)))
