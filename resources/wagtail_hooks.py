"""What guidance adds to Wagtail's admin. The doing is in `resources.admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from resources.admin import telling
from resources.admin.group import GuidanceGroup

register_snippet(GuidanceGroup)

hooks.register("before_publish_page", telling.look_before_publication)
hooks.register("after_publish_page", telling.tell_after_publication)
hooks.register("after_create_page", telling.tell_after_saving)
hooks.register("after_edit_page", telling.tell_after_saving)
hooks.register("before_edit_page", telling.tell_what_cannot_be_read)
# After a refusal to publish, and before wagtail-localize, which publishes.
hooks.register("before_edit_page", telling.tell_in_translation_editor, order=-0.5)
