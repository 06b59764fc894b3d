"""What campaigns add to Wagtail's admin. The doing is in the packages named `admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from campaigns.events.admin import log_actions, taking_off
from campaigns.events.admin.questions import QuestionViewSet

register_snippet(QuestionViewSet)

hooks.register("register_log_actions", log_actions.register)
hooks.register("before_delete_page", taking_off.tell_before_deleting)
