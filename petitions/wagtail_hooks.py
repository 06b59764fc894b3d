"""What petitions add to Wagtail's admin. The doing is in `petitions.admin`."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from petitions.admin import deleting, languages, log_actions, wordings
from petitions.admin.bulk_actions import DECISIONS
from petitions.admin.explorer import PetitionPageViewSet
from petitions.admin.group import PetitionsGroup
from petitions.models import Signature

register_snippet(PetitionsGroup)

hooks.register("register_admin_viewset", PetitionPageViewSet)
hooks.register("register_log_actions", log_actions.register)
for decision in DECISIONS:
    hooks.register("register_bulk_action", decision)

hooks.register("register_admin_urls", languages.urls)
hooks.register("register_reports_menu_item", languages.menu_item)

hooks.register("before_delete_page", deleting.refuse_to_delete)
hooks.register("before_bulk_action", deleting.refuse_to_delete_several)

hooks.register("before_publish_page", wordings.look_before_publication)
hooks.register("after_publish_page", wordings.tell_after_publication)
hooks.register("after_edit_page", wordings.tell_after_saving)
# After a refusal to publish, and before wagtail-localize, which publishes.
hooks.register("before_edit_page", wordings.tell_in_translation_editor, order=-0.5)


@hooks.register("before_delete_snippet")
def keep_signatures(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Wagtail offers a superuser to delete any snippet; the count would not follow."""
    if any(isinstance(instance, Signature) for instance in instances):
        raise PermissionDenied
