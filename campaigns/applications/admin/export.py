"""The export of what the list of applications shows."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from campaigns.applications.admin.filters import application_listing
from campaigns.applications.admin.permissions import application_permissions
from campaigns.applications.exporting import count_by_form, csv_lines, filename, log_export
from campaigns.models import Application
from core.admin.exporting import ExportView
from core.spreadsheets import csv_response


class ApplicationExportView(ExportView):
    """Applications, with the numbers of each form. Their files stay in the house."""

    permission_policy = application_permissions
    template_name = "campaigns/admin/export.html"
    page_title = _("Export applications")
    listing = application_listing
    list_name = "campaigns_applications:list"
    list_label = _("Applications")

    def numbers(self, rows: QuerySet[Application]) -> dict[Any, int]:
        """Return how many each form has."""
        return dict(count_by_form(rows))

    def hand_out(self, rows: QuerySet[Application], *, for_excel: bool) -> HttpResponseBase:
        """Record it, then send the file piece by piece."""
        filters = application_listing.for_the_log(self.request)
        numbers = log_export(rows, self.request.user, filters)
        return csv_response(csv_lines(rows, for_excel=for_excel), filename(list(numbers)))
