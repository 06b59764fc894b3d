"""Giving out a file of an application to those who may see it."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import View
from wagtail.log_actions import log

from campaigns.applications.admin.permissions import application_permissions
from campaigns.applications.kinds import KINDS
from campaigns.models import Application, ApplicationFile


class FileView(View):
    """Hands out a file to be saved, never to be opened in the site's name."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: Any, file: Any) -> FileResponse:
        """Record who takes it, and answer with it."""
        if not application_permissions.user_has_permission(request.user, "view"):
            raise PermissionDenied
        application = get_object_or_404(Application, pk=pk)
        row = get_object_or_404(ApplicationFile, pk=file, application=application)
        try:
            content = row.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        log(application, "campaigns.applications.file", user=request.user)
        return FileResponse(
            content,
            as_attachment=True,
            filename=_name(row),
            content_type=KINDS[row.kind].media_type,
            headers={
                "Cache-Control": "private, no-store",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox",
            },
        )


def _name(row: ApplicationFile) -> str:
    """Return the name to save under: it ends as its content says, whatever it was called."""
    ending = KINDS[row.kind].ending
    return row.name if row.name.lower().endswith(_endings(row.kind)) else _stem(row.name) + ending


def _endings(kind: str) -> tuple[str, ...]:
    return (".jpg", ".jpeg") if kind == "jpeg" else (KINDS[kind].ending,)


def _stem(name: str) -> str:
    return PurePath(name).stem or "file"
