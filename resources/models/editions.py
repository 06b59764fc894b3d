"""Editions: what was published, and stays as it was."""

from collections.abc import Collection, Iterable
from typing import Any, NoReturn

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.documents import Document


class UnchangeableError(TypeError):
    """Somebody tried to change or delete what has been published for good."""


class Unchangeable(models.QuerySet[Any]):
    """Rows that are written once."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnchangeableError(f"{self.model.__name__} rows are never changed or deleted.")

    update = delete = bulk_update = update_or_create = _refuse

    def bulk_create(
        self,
        objs: Iterable[Any],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Any]:
        """Write several; what is there already is not written over."""
        if update_conflicts:
            self._refuse()
        return super().bulk_create(objs, batch_size, ignore_conflicts)


class UnchangeableModel(models.Model):
    """A row that is written once and read for good."""

    objects = Unchangeable.as_manager()

    class Meta:
        abstract = True
        # What Django itself uses to follow relations is guarded as well.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once. Raises UnchangeableError the second time."""
        if not self._state.adding:
            raise UnchangeableError(f"{self!r} is published and never changes.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: somebody may have cited it."""
        raise UnchangeableError(f"{self!r} is published and stays.")


class GuidanceNote(models.Model):
    """What every translation of a note's page shares. It outlives its pages."""

    # The page's translation_key.
    uuid = models.UUIDField(_("identifier"), unique=True, editable=False)
    # Begins as the slug that the page had when it was first published; never changes.
    code = models.SlugField(_("name in addresses"), max_length=80, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("guidance note")
        verbose_name_plural = _("guidance notes")

    def __str__(self) -> str:
        return self.code


class Withheld(models.Model):
    """That a note was private in a language when its page was deleted: nothing else could tell."""

    note = models.ForeignKey(GuidanceNote, on_delete=models.CASCADE, related_name="withheld")
    language = models.CharField(_("language"), max_length=12)
    # What was published, or opened for comment, up to then stays private.
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("language kept from the public")
        verbose_name_plural = _("languages kept from the public")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["note", "language"], name="withheld_once_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.note}/{self.language}"


class Edition(UnchangeableModel):
    """A note as it stood from a day on, in whichever languages it was published."""

    note = models.ForeignKey(GuidanceNote, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    date = models.DateField(_("date"))
    created_at = models.DateTimeField(_("published"), default=timezone.now, editable=False)

    class Meta(UnchangeableModel.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="one_edition_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.note}/{self.number}"


class EditionText(UnchangeableModel):
    """An edition in one language, with everything that readers see of it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(_("language"), max_length=12)
    # A translation may be mended without a new edition: 0 is the first text, 1 the first mended.
    correction = models.PositiveSmallIntegerField(_("correction"), default=0)
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    changes = models.TextField(_("summary of changes"), blank=True)
    has_short_version = models.BooleanField(_("has a short version"), default=False)
    # `Document.as_data()`, 1 kB to 1 MB: lists leave it out.
    content = models.JSONField(_("content"))
    # Of what editors and translators had written; tells whether the page says something else now.
    source_digest = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField(
        _("published"), default=timezone.now, db_default=Now(), editable=False
    )

    class Meta(UnchangeableModel.Meta):
        verbose_name = _("text of an edition")
        verbose_name_plural = _("texts of editions")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "correction"], name="one_text_per_edition"
            )
        ]
        indexes = [models.Index(fields=["language", "-published_at"], name="edition_text_newest")]

    def __str__(self) -> str:
        return f"{self.edition}/{self.language}"

    @property
    def is_private(self) -> bool:
        """Whether it is kept from the public, as far as `resources.privacy` was asked."""
        return bool(getattr(self, "found_private", False))

    @property
    def description(self) -> str:
        """What the note is about, as on pages."""
        return self.summary

    @property
    def label(self) -> str:
        """What the edition is called: "2", or "2.1" where its translation was mended once."""
        number = self.edition.number
        return f"{number}.{self.correction}" if self.correction else f"{number}"

    @property
    def document(self) -> Document:
        """The text as it is read."""
        return Document.from_data(self.content)


def edition_file_path(file: "EditionFile", filename: str) -> str:
    """Return where a file is kept: under its own digest, so that equal files are one."""
    return f"editions/files/{file.sha256[:2]}/{file.sha256}"


class EditionFile(UnchangeableModel):
    """A picture or download of an edition, copied when it was published."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    file = models.FileField(upload_to=edition_file_path, max_length=200)
    content_type = models.CharField(max_length=100)
    # Bytes.
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(UnchangeableModel.Meta):
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of editions")

    def __str__(self) -> str:
        return self.sha256
