"""What people apply with, and what staff make of it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.private_files import PrivateFile
from core.names import NAME_LENGTH

# Days that applications are kept unless the editor says otherwise, and at most.
KEEP_DAYS, LONGEST_KEEP_DAYS = 180, 3650


class Purpose(models.TextChoices):
    """What people apply for."""

    MENTOR = "mentor", _("to become a mentor")
    MENTEE = "mentee", _("to be mentored")
    COALITION = "coalition", _("to join the coalition")
    EVENT = "event", _("to register for an event")
    OTHER = "other", _("something else")


class ApplicationForm(models.Model):
    """What every translation and alias of a form page shares.

    `publishing.publish` copies the options from the source page when that is
    published, so a draft never changes a live form. The record outlives its
    pages: applications hang on it, and are erased on its word.
    """

    class Phase(models.TextChoices):
        """Whether anybody can apply."""

        UPCOMING = "upcoming", _("not open yet")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    # The page's translation_key, which all its translations have in common.
    uuid = models.UUIDField(_("identifier"), unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose.choices)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    is_closed = models.BooleanField(_("closed to new applications"), default=False)
    keep_days = models.PositiveSmallIntegerField(_("days kept"), default=KEEP_DAYS)
    max_total_megabytes = models.PositiveSmallIntegerField(_("all files together"), default=20)

    class Meta:
        verbose_name = _("application form")
        verbose_name_plural = _("application forms")
        default_permissions = ()
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def phase_at(self, moment: datetime) -> "ApplicationForm.Phase":
        """Return the phase at `moment`."""
        if self.is_closed or (self.closes_at and moment >= self.closes_at):
            return self.Phase.CLOSED
        if self.opens_at and moment < self.opens_at:
            return self.Phase.UPCOMING
        return self.Phase.OPEN

    @property
    def phase(self) -> "ApplicationForm.Phase":
        """The phase now."""
        return self.phase_at(timezone.now())

    @property
    def is_open(self) -> bool:
        """Whether anybody can apply now."""
        return self.phase == self.Phase.OPEN


class Application(models.Model):
    """What one person sent through a form, in the language in which they did.

    `status` changes through `deciding.change_status` alone.
    """

    class Status(models.TextChoices):
        """Where an application stands."""

        NEW = "new", _("new")
        IN_REVIEW = "in_review", _("in review")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Flag(models.TextChoices):
        """Why an application may not be from a person. It waits for staff, and gets no mail."""

        NETWORK = "network", _("many applications from one network")
        DISPOSABLE = "disposable", _("throw-away mail address")
        HONEYPOT = "honeypot", _("filled in a field that people do not see")
        SPEED = "speed", _("sent faster than a person can fill it in")
        LINK = "link", _("a web address instead of a name")
        ADDRESS = "address", _("many applications from one address")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey(
        ApplicationForm,
        verbose_name=_("form"),
        on_delete=models.PROTECT,
        related_name="applications",
        # Every index that begins with the form serves this column.
        db_index=False,
    )
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(_("mail address"), max_length=320)
    email_key = models.CharField(max_length=64, editable=False)
    # `answers.Answer.as_data()`, in the order of the form: each with the question in the
    # source's words, so that it can be read when the form has changed or is gone.
    answers = models.JSONField(default=list)
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.NEW)
    flag = models.CharField(_("marked because"), max_length=10, choices=Flag.choices, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What the form carried when it was sent, and a digest of what it said: a second
    # press of the button sends both again.
    once = models.UUIDField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        default_permissions = ("view", "change", "delete")
        permissions = [("export_application", _("Can export applications"))]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "once", "digest"], name="one_application_per_sending"
            )
        ]
        indexes = [
            # The staff's list, and what is to be erased.
            models.Index(fields=["-created_at", "-id"], name="application_newest"),
            models.Index(fields=["form", "-created_at"], name="application_form"),
            models.Index(fields=["email_key"], name="application_address"),
        ]

    def __str__(self) -> str:
        # Goes into the audit log, which outlives the applicant's data: no name, no address.
        return f"{self.pk}"

    @property
    def applicant(self) -> str:
        """Who applies: the name where the form asks for one, else the address."""
        return self.name or self.email


class ApplicationFile(PrivateFile):
    """A file that came with an application.

    Without an application it waits for the rest of the form, which was sent
    with mistakes: for a day at most.
    """

    owner = "application"

    form = models.ForeignKey(
        ApplicationForm, verbose_name=_("form"), on_delete=models.PROTECT, related_name="files"
    )
    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        null=True,
        on_delete=models.CASCADE,
        related_name="files",
    )
    # The question that it answers.
    field = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of an application")
        verbose_name_plural = _("files of applications")
        default_permissions = ()
        indexes = [
            # What waits for the rest of its form.
            models.Index(
                fields=["created_at"],
                condition=models.Q(application=None),
                name="application_file_waiting",
            ),
            models.Index(fields=["file"], name="application_file_name"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class ApplicationNote(models.Model):
    """What a member of staff has written down about an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("note on an application")
        verbose_name_plural = _("notes on applications")
        default_permissions = ()
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.pk}"
