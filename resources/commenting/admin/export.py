"""The export of what the list of comments shows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core.admin.exporting import ExportView
from core.admin.listing import Listing
from core.spreadsheets import csv_response
from resources.commenting.admin.decisions import COMMENT_LIST
from resources.commenting.admin.filters import comment_listing
from resources.commenting.admin.permissions import comment_permissions
from resources.commenting.exporting import (
    count_by_consultation,
    csv_lines,
    filename,
    log_export,
)
from resources.models import Comment

_LEFT_OUT = (Comment.Status.PENDING, Comment.Status.WITHDRAWN)


@dataclass(frozen=True)
class _ExportListing(Listing):
    """What the list shows, besides what nobody needs outside unless it was asked for."""

    def rows(self, request: HttpRequest) -> QuerySet[Comment]:
        """Leave out who has not confirmed, or has withdrawn, unless filtered by state."""
        rows = super().rows(request)
        return rows if any(request.GET.getlist("status")) else rows.exclude(status__in=_LEFT_OUT)


class CommentExportView(ExportView):
    """Comments, with the numbers of each draft."""

    permission_policy = comment_permissions
    template_name = "resources/comments/admin/export.html"
    page_title = _("Export comments")
    listing = _ExportListing(comment_listing.filterset, comment_listing.search)
    list_name = COMMENT_LIST
    list_label = _("Comments")

    def numbers(self, rows: QuerySet[Comment]) -> dict[Any, int]:
        """Return how many each draft has."""
        return dict(count_by_consultation(rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many of those in the list are left out."""
        context = super().get_context_data(**kwargs)
        left_out = comment_listing.rows(self.request).count() - context["number"]
        return {**context, "left_out": left_out}

    def hand_out(self, rows: QuerySet[Comment], *, for_excel: bool) -> HttpResponseBase:
        """Record it, then send the file piece by piece."""
        filters = comment_listing.for_the_log(self.request)
        numbers = log_export(rows, self.request.user, filters)
        return csv_response(csv_lines(rows, for_excel=for_excel), filename(list(numbers)))
