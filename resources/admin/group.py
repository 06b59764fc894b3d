"""The menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from resources.admin.pdfs import EditionPdfViewSet
from resources.admin.snippets import AudienceViewSet, GlossaryTermViewSet, TopicViewSet
from resources.commenting.admin.comments import CommentViewSet
from resources.commenting.admin.consultations import ConsultationViewSet

# What the menu leads to, in its order. Each kind of snippet has its line.
ITEMS: tuple[Any, ...] = (
    TopicViewSet,
    AudienceViewSet,
    GlossaryTermViewSet,
    ConsultationViewSet,
    CommentViewSet,
    EditionPdfViewSet,
)


class GuidanceGroup(SnippetViewSetGroup):
    """Everything that notes need besides their pages, in one place."""

    menu_label = _("Guidance")
    menu_name = "guidance"
    menu_icon = "doc-full-inverse"
    # After the petitions and before pictures.
    menu_order = 160
    items = ITEMS
