"""What is new in a campaign."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import CampaignBodyBlock
from core.models import BasePage
from core.translated_fields import SameEverywhereField

# What the campaign's own addresses begin with.
RESERVED = "updates"


def _today() -> Any:
    return timezone.localdate()


class CampaignUpdatePage(BasePage):
    """A dated entry: what has happened since, and what comes next."""

    date = models.DateField(_("date"), default=_today)
    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, for the campaign, its petitions and feeds."),
    )
    body = StreamField(CampaignBodyBlock(), verbose_name=_("text"), blank=True)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.override_translatable_fields,
        SameEverywhereField("date"),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    searched_fields = ("summary", "body")
    api_fields = [APIField("date"), APIField("summary"), APIField("body")]
    template = "campaigns/campaign_update_page.html"
    parent_page_types: ClassVar[list[str]] = ["campaigns.CampaignPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("update of a campaign")
        verbose_name_plural = _("updates of campaigns")
        indexes = [models.Index(fields=["-date"], name="update_by_date")]

    def clean(self) -> None:
        """Refuse the address that the campaign needs for its list."""
        super().clean()
        if self.slug == RESERVED:
            raise ValidationError(
                {"slug": _("This address is taken by the list of updates. Choose another.")}
            )

    @property
    def description(self) -> str:
        """Without one of its own, the summary."""
        return self.search_description or self.summary

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the campaign, where readers find it, and the updates before and behind this one."""
        from campaigns.updates import campaign_of, neighbours

        context = super().get_context(request, *args, **kwargs)
        campaign = campaign_of(self)
        others = neighbours(self, campaign) if campaign else {}
        return {**context, "campaign": campaign, **others}
