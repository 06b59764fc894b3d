"""A page that has everything a page can have, to see it through translation."""

from typing import Any

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin

from core.blocks import BodyBlock
from core.models import BasePage, Footer
from images.models import CustomImage


class BodyField(StreamField):
    """A body whose blocks are in no migration: a new one asks for no migration of a test."""

    def deconstruct(self) -> Any:
        name, _path, _args, _kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], {"blank": True, "block_lookup": {}}


class Topic(TaggedItemBase):
    """A tag of a page."""

    content_object = ParentalKey(
        "everything.EverythingPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class Step(TranslatableMixin, Orderable):
    """A child with a text of its own."""

    page = ParentalKey("everything.EverythingPage", on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(max_length=100)
    link = models.URLField(blank=True)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass


class Year(Orderable):
    """A child without a text."""

    page = ParentalKey("everything.EverythingPage", on_delete=models.CASCADE, related_name="years")
    year = models.PositiveIntegerField()


class EverythingPage(BasePage):
    """Every block, and a field of every kind."""

    introduction = models.TextField(blank=True)
    text = RichTextField(blank=True)
    body = BodyField(BodyBlock(), blank=True)

    kind = models.CharField(max_length=10, choices=[("call", "Call"), ("note", "Note")])
    link = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    day = models.DateField(null=True, blank=True)
    is_shown = models.BooleanField(default=False)
    image = models.ForeignKey(
        CustomImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    footer = models.ForeignKey(
        Footer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tags = ClusterTaggableManager(through=Topic, blank=True)

    template = "core/standard_page.html"
