"""The export of what the list of signatures shows."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core.admin.exporting import ExportView
from core.spreadsheets import csv_response
from petitions.admin.columns import SIGNATURE_LIST
from petitions.admin.filters import signature_listing
from petitions.admin.permissions import signature_permissions
from petitions.exporting import count_by_petition, csv_lines, filename, log_export
from petitions.models import Signature
from users.models import User


class SignatureExportView(ExportView):
    """Signatures, with the numbers of each petition."""

    permission_policy = signature_permissions
    template_name = "petitions/admin/export.html"
    page_title = _("Export signatures")
    listing = signature_listing
    list_name = SIGNATURE_LIST
    list_label = _("Signatures")

    def numbers(self, rows: QuerySet[Signature]) -> dict[Any, int]:
        """Return how many each petition has."""
        return dict(count_by_petition(rows))

    def hand_out(self, rows: QuerySet[Signature], *, for_excel: bool) -> HttpResponseBase:
        """Record it, then send the file piece by piece."""
        filters = signature_listing.for_the_log(self.request)
        numbers = log_export(rows, cast(User, self.request.user), filters)
        return csv_response(csv_lines(rows, for_excel=for_excel), filename(list(numbers)))
