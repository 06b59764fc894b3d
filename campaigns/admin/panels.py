"""The panel of an organisation's editor that shows whom members can turn to."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.permissions import ModelPermissionPolicy


class LiaisonsPanel(Panel):
    """Lists the liaisons, with links to change them. Takes no input."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one organisation."""

        template_name = "campaigns/admin/liaisons_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the liaisons, for those who may see them."""
            # Imported here: models name this panel.
            from campaigns.models import Liaison

            context: dict[str, Any] = super().get_context_data(parent_context)
            policy = ModelPermissionPolicy(Liaison)
            user = self.request.user
            of_source = Liaison.objects.filter(
                organisation__translation_key=self.instance.translation_key,
                organisation__locale__language_code=settings.LANGUAGE_CODE,
            )
            return {
                **context,
                "is_saved": self.instance.pk is not None,
                "may_see": policy.user_has_permission(user, "view"),
                "may_change": policy.user_has_permission(user, "change"),
                "liaisons": of_source if self.instance.pk else [],
                "add_url": reverse("campaigns_liaisons:add"),
            }
