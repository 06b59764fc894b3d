"""What campaigns add to Wagtail's admin. The doing is in the packages named."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from campaigns.applications.admin import deleting, log_actions
from campaigns.applications.admin.applications import ApplicationViewSet
from campaigns.applications.admin.permissions import no_submissions
from campaigns.models import Application

register_snippet(ApplicationViewSet)

hooks.register("register_log_actions", log_actions.register)
hooks.register("filter_form_submissions_for_user", no_submissions)

hooks.register("before_delete_page", deleting.refuse_to_delete)
hooks.register("before_bulk_action", deleting.refuse_to_delete_several)


@hooks.register("before_delete_snippet")
def keep_applications(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Wagtail offers a superuser to delete any snippet; files and mails would be left behind."""
    if any(isinstance(instance, Application) for instance in instances):
        raise PermissionDenied
