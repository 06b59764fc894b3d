"""What campaigns do when organisations are saved, and when pages are published or deleted."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published, page_unpublished

from campaigns.directory.indexing import index_translations
from campaigns.models import CampaignPage, Organisation
from campaigns.outcomes import carry_outcomes
from petitions.models import Petition


@receiver(post_save, sender=Organisation)
def index_with_translations(
    sender: type[Organisation], instance: Organisation, **kwargs: Any
) -> None:
    """What an organisation is stands in the source's row, and its translations are found by it."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        index_translations([instance.translation_key])


@receiver(post_delete, sender=Organisation)
def delete_translations(sender: type[Organisation], instance: Organisation, **kwargs: Any) -> None:
    """Nobody finds them any more, and they would stand in the way of another of that name."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        Organisation.objects.filter(translation_key=instance.translation_key).delete()


@receiver(page_published, sender=CampaignPage)
@receiver(page_unpublished, sender=CampaignPage)
def follow_campaign(sender: type[CampaignPage], instance: CampaignPage, **kwargs: Any) -> None:
    """Petitions end and go on with their campaigns; what came of it is found, or no more."""
    carry_outcomes()
    if instance.locale.language_code == settings.LANGUAGE_CODE and not instance.alias_of_id:
        translations = CampaignPage.objects.live().filter(
            translation_key=instance.translation_key, alias_of=None
        )
        for page in translations.exclude(pk=instance.pk):
            insert_or_update_object(page)


@receiver(post_save, sender=Petition)
def follow_as_new_petition(
    sender: type[Petition], instance: Petition, created: bool, **kwargs: Any
) -> None:
    """A petition that is published for the first time may belong to a campaign that has ended."""
    if created:
        carry_outcomes()


@receiver(post_delete, sender=CampaignPage)
def follow_deleted_campaign(sender: Any, instance: CampaignPage, **kwargs: Any) -> None:
    """What ended with a campaign that is gone goes on."""
    carry_outcomes()
