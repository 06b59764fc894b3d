"""The menus that editors arrange."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.menus.blocks import MenuBlock
from core.translated_fields import SameEverywhereField


@register_snippet
class Menu(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A menu, one per language.

    Translated, it has the order of its source and labels of its own. A language
    that wants another order stops the translation and arranges the items itself.
    """

    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("For staff only: readers do not see it."),
    )
    items = StreamField(
        MenuBlock(),
        verbose_name=_("items"),
        help_text=_(
            "Pages that are not live or are private are left out by themselves. Translations have "
            "this order and labels of their own; for another order in a language, stop its "
            "translation and arrange the menu there."
        ),
    )

    panels = [FieldPanel("title"), FieldPanel("items")]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        SameEverywhereField("title"),
        TranslatableField("items"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return self.title

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the menu as readers of its language see it, whatever language its editor reads."""
        with override(self.locale.language_code):
            response: HttpResponse = super().serve_preview(request, mode_name).render()
        return response

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Show it at the head and at the foot of an otherwise empty page."""
        return "core/menu_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Have it stand in for the menus that were chosen."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, "previewed_menu": self}
