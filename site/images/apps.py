"""Pictures and documents."""

from django.apps import AppConfig


class ImagesConfig(AppConfig):
    """The image, rendition and document models."""

    name = "images"
    default_auto_field = "django.db.models.BigAutoField"
