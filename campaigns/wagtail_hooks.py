"""What campaigns add to Wagtail's admin. The doing is in the packages named `admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from campaigns.admin import log_actions, organisations, page_consequences
from campaigns.admin.group import CampaignsGroup
from campaigns.events.admin import log_actions as event_log_actions

register_snippet(CampaignsGroup)

hooks.register("register_log_actions", log_actions.register)
hooks.register("register_log_actions", event_log_actions.register)
hooks.register("register_admin_urls", organisations.urls)

# After a refusal, which redirects. Of unpublishing, a template of Wagtail's says it.
hooks.register("before_delete_page", page_consequences.say_before_deleting, order=10)
