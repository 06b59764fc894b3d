"""The menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from petitions.admin.paper import PaperViewSet
from petitions.admin.signatures import SignatureViewSet


class PetitionsGroup(SnippetViewSetGroup):
    """Everything about signatures in one place."""

    menu_label = _("Petitions")
    menu_name = "petitions"
    menu_icon = "clipboard-list"
    # After the pages and before pictures.
    menu_order = 150
    items = (SignatureViewSet, PaperViewSet)
