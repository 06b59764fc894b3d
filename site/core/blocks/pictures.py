"""Pictures side by side."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

# The sizes in which a gallery shows its pictures; the last is what a click opens.
_SIZES = ("width-400", "width-800", "max-1600x1600")


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of several."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)


class GalleryBlock(blocks.StructBlock):
    """Pictures side by side."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    pictures = blocks.ListBlock(GalleryPictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "core/blocks/gallery.html"
        description = _("Pictures side by side, each with its description and caption")

    def get_preview_value(self) -> Any:
        """Show the pictures that came last."""
        images = get_image_model().objects.order_by("-pk")[:4]
        return self.normalize(
            {
                "heading": "From the workshops",
                "pictures": [{"image": image, "caption": image.title} for image in images],
            }
        )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Look up all pictures' sizes at once: one query however many there are."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        images = [picture["image"] for picture in value["pictures"] if picture.get("image")]
        renditions = get_image_model().get_rendition_model().objects
        sizes = Prefetch(
            "renditions",
            queryset=renditions.filter(filter_spec__in=_SIZES),
            to_attr="prefetched_renditions",
        )
        prefetch_related_objects(images, sizes)
        return context
