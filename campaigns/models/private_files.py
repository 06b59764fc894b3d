"""Files that came with a form and have no address on the web."""

import uuid
from typing import Any, ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.applications.kinds import FILE_KINDS


def private_files() -> Storage:
    """Return the storage that has no address on the web."""
    return storages["private"]


def storage_name(instance: "PrivateFile", filename: str) -> str:
    """Return where a file is stored: nothing of the name that it was sent with."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class PrivateFile(models.Model):
    """A file that came with a form.

    Without an owner it waits for the rest of the form, which was sent with
    mistakes: for a day at most.
    """

    # The foreign key to what the file was sent with.
    owner: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # As the sender's machine calls it: shown, never a path.
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=4, choices=FILE_KINDS)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    file = models.FileField(storage=private_files, upload_to=storage_name, max_length=64)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def waiting(cls) -> Any:
        """Return the files whose form has not come yet."""
        return cls._default_manager.filter(**{cls.owner: None})


def kinds_of_files() -> list[type[PrivateFile]]:
    """Return every model of files that lie in the private storage."""
    return PrivateFile.__subclasses__()
