"""The form of a campaign's editor."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from resources.admin.forms import offered


class CampaignPageForm(WagtailAdminPageForm):
    """Offers each topic once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topics" in self.fields:
            chosen = [topic.pk for topic in self.instance.topics.all()]
            self.fields["topics"].queryset = offered(self.fields["topics"].queryset, chosen)
