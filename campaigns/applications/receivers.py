"""What happens to application forms when pages are published or deleted."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from campaigns.applications.publishing import publish
from campaigns.models import ApplicationFormPage


@receiver(page_published, sender=ApplicationFormPage)
def copy_to_record(
    sender: type[ApplicationFormPage], instance: ApplicationFormPage, **kwargs: Any
) -> None:
    """Bring the record up to what has just gone live."""
    publish(instance)


@receiver(pre_delete, sender=ApplicationFormPage)
def protect_applications(
    sender: type[ApplicationFormPage], instance: ApplicationFormPage, **kwargs: Any
) -> None:
    """Refuse to delete a page with applications under it, on whatever way it is tried."""
    if instance.holds_applications:
        raise ProtectedError(
            _("“%(title)s” has applications and cannot be deleted.") % {"title": instance.title},
            {instance},
        )
