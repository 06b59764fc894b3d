"""What guidance adds to Wagtail's admin. The doing is in the packages named `admin`."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from resources.admin import telling
from resources.admin.group import GuidanceGroup
from resources.commenting.admin import log_actions, opening
from resources.commenting.admin.decisions import DECISIONS
from resources.models import Comment

register_snippet(GuidanceGroup)

hooks.register("before_publish_page", telling.look_before_publication)
hooks.register("after_publish_page", telling.tell_after_publication)
hooks.register("after_create_page", telling.tell_after_saving)
hooks.register("after_edit_page", telling.tell_after_saving)
hooks.register("before_edit_page", telling.tell_what_cannot_be_read)
# After a refusal to publish, and before wagtail-localize, which publishes.
hooks.register("before_edit_page", telling.tell_in_translation_editor, order=-0.5)

hooks.register("register_log_actions", log_actions.register)
hooks.register("register_admin_urls", opening.urls)
hooks.register("register_page_header_buttons", opening.header_buttons)
for decision in DECISIONS:
    hooks.register("register_bulk_action", decision)


@hooks.register("before_delete_snippet")
def keep_comments(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Wagtail offers a superuser to delete any snippet; those who wrote would not find it."""
    if any(isinstance(instance, Comment) for instance in instances):
        raise PermissionDenied
