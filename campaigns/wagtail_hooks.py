"""What campaigns add to Wagtail's admin. The doing is in the packages named `admin`."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from campaigns.admin import log_actions, organisations, page_consequences
from campaigns.admin.group import CampaignsGroup
from campaigns.applications.admin import deleting
from campaigns.applications.admin import log_actions as application_log_actions
from campaigns.applications.admin.permissions import no_submissions
from campaigns.events.admin import log_actions as event_log_actions
from campaigns.models import Application, SentStory
from campaigns.stories.admin import link as story_link
from campaigns.stories.admin import log_actions as story_log_actions

register_snippet(CampaignsGroup)

for module in (log_actions, event_log_actions, application_log_actions, story_log_actions):
    hooks.register("register_log_actions", module.register)
hooks.register("register_admin_urls", organisations.urls)
hooks.register("filter_form_submissions_for_user", no_submissions)

hooks.register("register_page_header_buttons", story_link.page_buttons)
hooks.register("before_delete_page", deleting.refuse_to_delete)
hooks.register("before_bulk_action", deleting.refuse_to_delete_several)
# After a refusal, which redirects. Of unpublishing, a template of Wagtail's says it.
hooks.register("before_delete_page", page_consequences.say_before_deleting, order=10)


@hooks.register("before_delete_snippet")
def keep_what_was_sent(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Wagtail offers a superuser to delete any snippet; files and mails would be left behind."""
    if any(isinstance(instance, Application | SentStory) for instance in instances):
        raise PermissionDenied
