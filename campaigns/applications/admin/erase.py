"""Erasing an application before its time: a page that says what goes, then the deed."""

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

from campaigns.applications.admin.permissions import application_permissions
from campaigns.applications.erasing import erase
from campaigns.models import Application


class EraseView(WagtailAdminTemplateMixin, TemplateView):
    """Asks once more, and erases."""

    template_name = "campaigns/admin/erase.html"
    page_title = gettext_lazy("Erase application")
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may not."""
        if not all(
            application_permissions.user_has_permission(request.user, action)
            for action in ("view", "delete")
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the application."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("campaigns_applications:list"), "label": _("Applications")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what goes."""
        applications = Application.objects.select_related("form")
        application = get_object_or_404(applications, pk=self.kwargs["pk"])
        return {
            **super().get_context_data(**kwargs),
            "application": application,
            "files": application.files.count(),
            "notes": application.notes.count(),
            "back_url": reverse("campaigns_applications:inspect", args=[application.pk]),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Erase it; whoever comes second finds it gone, as they wanted."""
        erase(self.kwargs["pk"], request.user)
        messages.success(
            request, _("The application was erased with everything that belonged to it.")
        )
        return redirect("campaigns_applications:list")
