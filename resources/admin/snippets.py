"""The lists of topics, audiences and glossary terms."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from resources.models import Audience, GlossaryTerm, Topic

# Letters of a definition that the list shows.
_SHOWN = 120


class TopicViewSet(SnippetViewSet):
    """What guidance is about."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["title", "slug", UpdatedAtColumn()]
    list_per_page = 50


class AudienceViewSet(SnippetViewSet):
    """Whom guidance is for."""

    model = Audience
    icon = "group"
    menu_label = _("Audiences")
    list_display = ["title", "slug", UpdatedAtColumn()]
    list_per_page = 50


class DefinitionColumn(Column):
    """The beginning of a definition."""

    def get_value(self, instance: GlossaryTerm) -> str:
        """Return whole words of it."""
        return Truncator(instance.definition).chars(_SHOWN)


class GlossaryTermViewSet(SnippetViewSet):
    """Words that notes explain."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    list_display = [
        "term",
        DefinitionColumn("definition", label=_("Definition")),
        UpdatedAtColumn(),
    ]
    list_per_page = 50
