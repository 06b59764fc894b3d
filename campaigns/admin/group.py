"""The menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from campaigns.admin.imports import ImportViewSet
from campaigns.admin.organisations import LiaisonViewSet, OrganisationViewSet
from campaigns.applications.admin.applications import ApplicationViewSet
from campaigns.events.admin.questions import QuestionViewSet
from campaigns.stories.admin.sent import SentStoryViewSet

# What the menu leads to, in its order.
ITEMS: tuple[Any, ...] = (
    OrganisationViewSet,
    LiaisonViewSet,
    ImportViewSet,
    QuestionViewSet,
    ApplicationViewSet,
    SentStoryViewSet,
)


class CampaignsGroup(SnippetViewSetGroup):
    """Everything that campaigns need besides their pages, in one place."""

    menu_label = _("Campaigns")
    menu_name = "campaigns"
    menu_icon = "group"
    # Between petitions and guidance.
    menu_order = 155
    items = ITEMS
