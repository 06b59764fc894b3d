"""Opening a draft for comment, from its page."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from resources.commenting.admin.permissions import consultation_permissions, may_open
from resources.commenting.opening import look_at_draft, open_for_comment
from resources.models import Consultation, GuidanceNotePage

# What is proposed, and the longest that makes sense (days).
PROPOSED, LONGEST = 28, 366


class OpenForm(forms.Form):
    """Until when, and what readers are told."""

    closes_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("Comments are taken until the end of this day."),
    )
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What you would like to know, and what becomes of the answers."),
    )

    def clean_closes_on(self) -> Any:
        """Refuse what would be over already, and slips of the keys."""
        day = self.cleaned_data["closes_on"]
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        if day < today:
            raise forms.ValidationError(_("This day is over."), code="past")
        return not_far(day)


def not_far(day: date) -> date:
    """Return the last day; refuse slips of the keys."""
    if day > timezone.localdate(timezone=timezone.get_default_timezone()) + timedelta(days=LONGEST):
        raise forms.ValidationError(_("This is more than a year from now."), code="far")
    return day


class OpenView(WagtailAdminTemplateMixin, FormView):
    """Says what readers will see, and lets them when the button is pressed."""

    template_name = "resources/comments/admin/open.html"
    page_title = gettext_lazy("Open for comment")
    header_icon = "openquote"
    form_class = OpenForm
    page: GuidanceNotePage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may not publish the page."""
        page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not may_open(request.user, page):
            raise PermissionDenied
        self.page = page
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the page."""
        return [
            *self.breadcrumbs_items,
            {"url": self.page_url, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    @property
    def page_url(self) -> str:
        """The page's editor."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_initial(self) -> dict[str, Any]:
        """Propose four weeks."""
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        return {"closes_on": today + timedelta(days=PROPOSED)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which draft it is, and what keeps it from being shown."""
        return {
            **super().get_context_data(**kwargs),
            "draft": look_at_draft(self.page),
            "page_url": self.page_url,
        }

    def form_valid(self, form: OpenForm) -> HttpResponse:
        """Freeze the draft and let readers in."""
        if look_at_draft(self.page).is_refused:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        consultation = open_for_comment(self.page, user=self.request.user, **form.cleaned_data)
        if consultation is None:
            # Another editor was quicker.
            return self.render_to_response(self.get_context_data(form=form), status=422)
        view = messages.button(consultation.path, _("View draft"))
        messages.success(self.request, _("The draft is open for comment."), [view])
        return redirect(_next_place(self.request.user, consultation, self.page_url))


def _next_place(user: Any, consultation: Consultation, page_url: str) -> str:
    """Return where to go on: the consultation, for those who may change it."""
    if consultation_permissions.user_has_permission(user, "change"):
        return reverse("resources_consultations:edit", args=[consultation.pk])
    return page_url


def header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer it in the page's menu to those who may."""
    if may_open(user, page.specific):
        url = reverse("open_for_comment", args=[page.pk])
        yield Button(_("Open for comment"), url=url, icon_name="openquote", priority=45)


def urls() -> list[URLPattern]:
    """Return the address of the form."""
    return [
        path(
            "guidance/open-for-comment/<int:page_id>/",
            OpenView.as_view(),
            name="open_for_comment",
        )
    ]
