"""Erasing who sent a story before its time: a page that says what goes, then the deed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.models import SentStory
from campaigns.stories.admin.permissions import sent_story_permissions
from campaigns.stories.erasing import erase


class EraseView(WagtailAdminTemplateMixin, TemplateView):
    """Asks once more, and erases."""

    template_name = "campaigns/stories/admin/erase.html"
    page_title = gettext_lazy("Erase a story sent in")
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may not."""
        if not all(
            sent_story_permissions.user_has_permission(request.user, action)
            for action in ("view", "delete")
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("campaigns_sent_stories:list"), "label": _("Stories sent in")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what goes."""
        story = get_object_or_404(SentStory.objects.select_related("page"), pk=self.kwargs["pk"])
        return {
            **super().get_context_data(**kwargs),
            "story": story,
            "pictures": story.pictures.count(),
            "back_url": reverse("campaigns_sent_stories:inspect", args=[story.pk]),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Erase it; whoever comes second finds it gone, as they wanted."""
        erase(self.kwargs["pk"], request.user)
        messages.success(request, _("The story was erased as it was sent in, with its sender."))
        return redirect("campaigns_sent_stories:list")
