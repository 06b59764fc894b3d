"""A draft that is open for comment, and what readers say of it."""

import uuid
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.names import NAME_LENGTH, initials
from resources.documents import Document
from resources.models.editions import GuidanceNote

# As many letters as a comment may have. About two printed pages.
COMMENT_LENGTH = 5000


class Consultation(models.Model):
    """A draft of an edition, as it was when it was opened, in one language.

    Comments hang on it, never on the page: the draft goes on changing, and what
    people have commented on does not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(
        GuidanceNote,
        verbose_name=_("guidance note"),
        on_delete=models.PROTECT,
        related_name="consultations",
        editable=False,
    )
    language = models.CharField(_("language"), max_length=12, editable=False)
    edition_number = models.PositiveSmallIntegerField(_("edition"), editable=False)
    title = models.CharField(_("title"), max_length=255, editable=False)
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=2000,
        help_text=_("What you would like to know, and what becomes of the answers."),
    )
    # `Document.as_data()`, 1 kB to 1 MB: lists leave it out.
    content = models.JSONField(editable=False)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    closes_on = models.DateField(
        _("last day"), help_text=_("Comments are taken until the end of this day.")
    )
    # Set where staff ended it before its last day.
    closed_at = models.DateTimeField(_("closed early"), null=True, editable=False)

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        default_permissions = ("view", "change", "delete")
        ordering = ["-opened_at"]
        indexes = [
            # The page's question whether its draft is open, and the count of an edition.
            models.Index(fields=["note", "edition_number", "language"], name="consultation_edition")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition_number}, {self.language})"

    @property
    def ends_at(self) -> datetime:
        """The moment from which no comment is taken."""
        midnight = datetime.combine(self.closes_on + timedelta(days=1), time())
        end = timezone.make_aware(midnight, timezone.get_default_timezone())
        return min(self.closed_at, end) if self.closed_at else end

    @property
    def last_day(self) -> date:
        """The day on which comments were taken last."""
        default = timezone.get_default_timezone()
        return min(timezone.localdate(self.ends_at, default), self.closes_on)

    @property
    def is_open(self) -> bool:
        """Whether comments are taken now."""
        return timezone.now() < self.ends_at

    @property
    def document(self) -> Document:
        """The draft as it is read."""
        return Document.from_data(self.content)

    @property
    def path(self) -> str:
        """Its address on the site, in its own language."""
        with translation.override(self.language):
            return reverse("resources:comments:consultation", args=[self.pk])


class Comment(models.Model):
    """What one person says of one section of a draft.

    `status` changes through `commenting.states.transition`, and in
    `commenting.submitting` where the same is sent again. Only what is published is ever public.
    """

    class Status(models.TextChoices):
        """Where a comment stands."""

        PENDING = "pending", _("waiting for confirmation")
        QUARANTINED = "quarantined", _("held for a check")
        CONFIRMED = "confirmed", _("waiting for moderation")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Visibility(models.TextChoices):
        """What the public sees of who wrote it."""

        FULL = "full", _("My name in full, and my organisation")
        INITIALS = "initials", _("My initials and my country")
        COUNTRY = "country", _("Only my country")
        HIDDEN = "hidden", _("Nothing")

    class Verdict(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("not decided yet")
        TAKEN_UP = "taken_up", _("taken up")
        PARTLY = "partly", _("taken up in part")
        NOT_TAKEN_UP = "not_taken_up", _("not taken up")

    class QuarantineReason(models.TextChoices):
        """Why a comment is looked at before its writer is asked to confirm it."""

        NETWORK = "network", _("many comments from one network")
        DISPOSABLE = "disposable", _("throw-away mail address")
        HONEYPOT = "honeypot", _("filled in a field that people do not see")
        SPEED = "speed", _("sent faster than a person can fill it in")
        LINK = "link", _("a web address instead of a name")
        LINKS = "links", _("many links")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        Consultation,
        verbose_name=_("consultation"),
        on_delete=models.PROTECT,
        related_name="comments",
        # Every index that begins with the consultation serves this column.
        db_index=False,
    )
    section_key = models.CharField(_("section"), max_length=64)
    # As its writer saw it.
    section_title = models.TextField(_("section"))
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    organisation = models.CharField(_("organisation"), max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(_("mail address"), max_length=320, blank=True)
    # Emptied together with the address.
    email_key = models.CharField(max_length=64, blank=True, editable=False)
    country = CountryField(_("country"))
    language = models.CharField(_("language"), max_length=12)
    visibility = models.CharField(
        _("shown publicly"), max_length=8, choices=Visibility.choices, default=Visibility.HIDDEN
    )
    text = models.TextField(_("comment"))
    # Of everything that was typed: the same sent twice is one comment.
    digest = models.CharField(max_length=64, editable=False)
    status = models.CharField(
        _("status"), max_length=11, choices=Status.choices, default=Status.PENDING
    )
    quarantine_reason = models.CharField(
        _("held because"), max_length=10, choices=QuarantineReason.choices, blank=True
    )
    mails = models.PositiveSmallIntegerField(_("mails sent"), default=0, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    # Since when its writer could confirm it: later than `created_at` for one that staff held or
    # that had to wait for its mail.
    pending_since = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed on"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published on"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)
    answer = models.TextField(
        _("answer"),
        blank=True,
        max_length=COMMENT_LENGTH,
        help_text=_("Shown below the comment when it is published. Leave it empty for none."),
    )
    verdict = models.CharField(
        _("what becomes of it"), max_length=12, choices=Verdict.choices, default=Verdict.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [
            ("moderate_comment", _("Can publish, reject and answer comments")),
            ("export_comment", _("Can export comments with names and addresses")),
        ]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "email_key", "digest"],
                condition=~models.Q(email_key=""),
                name="one_comment_if_sent_twice",
            ),
        ]
        indexes = [
            # The public list below each section, and the count of an edition.
            models.Index(
                fields=["consultation", "section_key", "created_at"],
                condition=models.Q(status="published"),
                name="comment_public",
            ),
            # The staff's list, and what is to be erased.
            models.Index(fields=["-created_at", "-id"], name="comment_newest"),
            models.Index(fields=["consultation", "status"], name="comment_status"),
        ]

    def __str__(self) -> str:
        # Goes into the audit log, which outlives the writer's data: no name, no address.
        return f"{self.pk}"

    @property
    def public_name(self) -> str:
        """What the public may see of the name; empty when it may see none."""
        if self.visibility == self.Visibility.FULL:
            return self.name
        if self.visibility == self.Visibility.INITIALS:
            # Of one name the only letter; of several the first and the last.
            words = self.name.split()
            return initials(*{words[0]: None, words[-1]: None}) if words else ""
        return ""

    @property
    def public_organisation(self) -> str:
        """The organisation, which tells as much as a name does."""
        return self.organisation if self.visibility == self.Visibility.FULL else ""

    @property
    def public_country(self) -> str:
        """The country's name in the active language; empty when nothing may be seen."""
        if self.visibility == self.Visibility.HIDDEN:
            return ""
        return str(self.country.name)  # type: ignore[attr-defined]

    @property
    def is_public(self) -> bool:
        """Whether readers see it, for as long as it is as it is now."""
        return self.status == self.Status.PUBLISHED

    @property
    def awaits_confirmation(self) -> bool:
        """Whether its writer can still confirm it, even if staff have to look at it afterwards."""
        return self.status == self.Status.PENDING or (
            self.status == self.Status.QUARANTINED and self.confirmed_at is None
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing becomes of it any more."""
        return self.status in (self.Status.WITHDRAWN, self.Status.REJECTED)
