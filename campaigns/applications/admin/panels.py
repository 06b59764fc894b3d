"""The panel of the page editor that says what has come in through a form."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


class ApplicationsPanel(Panel):
    """Shows the number of applications, with the way to them for those who may see them."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page. Takes no input."""

        template_name = "campaigns/admin/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the record, if the page has one, and what it holds."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            record = self.instance.record
            if record is None:
                return {**context, "record": None}
            # Imported here: models name this panel, and it asks for models.
            from campaigns.applications.admin.permissions import application_permissions

            may_view = application_permissions.user_has_permission(self.request.user, "view")
            url = f"{reverse('campaigns_applications:list')}?form={record.pk}"
            return {
                **context,
                "record": record,
                "number": record.applications.count(),
                "new": record.applications.filter(status="new").count(),
                "url": url if may_view else "",
            }
