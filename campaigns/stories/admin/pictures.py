"""Showing a picture that was sent in to those who may see it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import View

from campaigns.applications.kinds import KINDS
from campaigns.models import SentPicture
from campaigns.stories.admin.permissions import sent_story_permissions


class PictureView(View):
    """Answers with the picture; a browser may show it: its content was looked at when it came."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: Any, picture: Any) -> FileResponse:
        """Answer only those who may view."""
        if not sent_story_permissions.user_has_permission(request.user, "view"):
            raise PermissionDenied
        row = get_object_or_404(SentPicture, pk=picture, story=pk)
        try:
            content = row.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return FileResponse(
            content,
            filename=f"{row.pk}{KINDS[row.kind].ending}",
            content_type=KINDS[row.kind].media_type,
            headers={
                "Cache-Control": "private, no-store",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox",
            },
        )
