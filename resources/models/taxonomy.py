"""The words that notes are found by, and those that they explain."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.translated_fields import SameEverywhereField


class Subject(DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """A word to filter by, the same thing in every language."""

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("name in addresses"),
        max_length=60,
        help_text=_("Stands in the address of a filtered list. Letters a to z, digits, hyphens."),
    )

    panels = [FieldPanel("title"), FieldPanel("slug")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        TranslatableField("title"),
        SameEverywhereField("slug"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["locale", "slug"], name="one_%(class)s_per_slug")
        ]
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Topic(Subject):
    """What guidance is about."""

    class Meta(Subject.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Audience(Subject):
    """Whom guidance is for."""

    class Meta(Subject.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class GlossaryTerm(
    PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """A word that the coalition uses in one sense, and which."""

    term = models.CharField(_("term"), max_length=120)
    definition = models.TextField(
        _("definition"),
        max_length=600,
        help_text=_("One or two sentences. Notes show it as it stands when they are published."),
    )

    panels = [FieldPanel("term"), FieldPanel("definition")]
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("definition"),
    ]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        TranslatableField("term"),
        TranslatableField("definition"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """Show the term as notes do, on an otherwise empty page."""
        return "resources/glossary_term_preview.html"
