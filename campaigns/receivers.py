"""What campaigns do when organisations are saved."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver

from campaigns.directory.indexing import index_translations
from campaigns.models import Organisation


@receiver(post_save, sender=Organisation)
def index_with_translations(
    sender: type[Organisation], instance: Organisation, **kwargs: Any
) -> None:
    """What an organisation is stands in the source's row, and its translations are found by it."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        index_translations([instance.translation_key])
