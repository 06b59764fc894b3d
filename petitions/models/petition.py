"""A petition as one thing in all its languages: its state, its count, its wordings."""

import hashlib
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from petitions.goals import current_goal, percent


class Accepts(models.TextChoices):
    """Who may sign."""

    PEOPLE = "people", _("people")
    ORGANISATIONS = "organisations", _("organisations")
    BOTH = "both", _("people and organisations")


class Outcome(models.TextChoices):
    """How what a petition belongs to has ended."""

    WON = "won", pgettext_lazy("campaign", "Won")
    PARTLY_WON = "partly-won", pgettext_lazy("campaign", "Partly won")
    CLOSED = "closed", pgettext_lazy("campaign", "Closed")


class Petition(models.Model):
    """What every translation and alias of a petition page shares.

    `publishing.publish` copies the options from the source page when that is
    published, so a draft never changes a live form. The record outlives its
    pages; signatures hang on it, never on a page.
    """

    class Phase(models.TextChoices):
        """Whether it can be signed."""

        UPCOMING = "upcoming", _("not open yet")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    # The page's translation_key, which all its translations have in common.
    uuid = models.UUIDField(_("identifier"), unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    accepts = models.CharField(
        _("who may sign"), max_length=13, choices=Accepts.choices, default=Accepts.PEOPLE
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    is_closed = models.BooleanField(_("closed to new signatures"), default=False)
    # How its campaign has ended, and the petition with it: see `petitions.ending`.
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, blank=True, default=""
    )
    goals = models.JSONField(_("goals"), default=list, blank=True)
    asks_comment = models.BooleanField(_("asks for a message"), default=True)
    asks_updates = models.BooleanField(_("offers updates by mail"), default=True)
    shows_signers = models.BooleanField(_("shows who signed"), default=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")

    def __str__(self) -> str:
        return self.title

    @property
    def accepts_people(self) -> bool:
        """Whether a person may sign."""
        return self.accepts in (Accepts.PEOPLE, Accepts.BOTH)

    @property
    def accepts_organisations(self) -> bool:
        """Whether somebody may sign on behalf of an organisation."""
        return self.accepts in (Accepts.ORGANISATIONS, Accepts.BOTH)

    def phase_at(self, moment: datetime) -> "Petition.Phase":
        """Return the phase at `moment`."""
        ended = self.is_closed or self.outcome
        if ended or (self.closes_at and moment >= self.closes_at):
            return self.Phase.CLOSED
        if self.opens_at and moment < self.opens_at:
            return self.Phase.UPCOMING
        return self.Phase.OPEN

    @property
    def phase(self) -> "Petition.Phase":
        """The phase now."""
        return self.phase_at(timezone.now())

    @property
    def is_open(self) -> bool:
        """Whether it can be signed now."""
        return self.phase == self.Phase.OPEN


class PetitionCount(models.Model):
    """The exact count, in a narrow row of its own.

    Confirmations update this row; keeping it apart from `Petition`, which every
    new signature refers to, keeps the two from waiting for each other.
    Only `counting` writes it.
    """

    petition = models.OneToOneField(
        Petition, on_delete=models.CASCADE, primary_key=True, related_name="count"
    )
    people = models.PositiveIntegerField(_("people"), default=0)
    organisations = models.PositiveIntegerField(_("organisations"), default=0)
    paper = models.PositiveIntegerField(_("on paper"), default=0)
    # The step whose crossing is announced next; spares a look at the ladder for each signature.
    next_milestone = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")

    def __str__(self) -> str:
        return f"{self.total}"

    @property
    def confirmed(self) -> int:
        """Confirmed people and organisations."""
        return self.people + self.organisations

    @property
    def total(self) -> int:
        """The public number: confirmed people + confirmed organisations + paper, nothing hidden."""
        return self.confirmed + self.paper

    @property
    def goal(self) -> int:
        """The step of the ladder that is shown now."""
        return current_goal(self.total, self.petition.goals)

    @property
    def percent(self) -> int:
        """How much of the goal is reached, 0 to 100."""
        return percent(self.total, self.goal)

    @property
    def as_of(self) -> datetime:
        """When the count last changed."""
        return self.changed_at


class Milestone(models.Model):
    """A step of the ladder that was reached. A row is made once, so it is announced once."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="milestones")
    threshold = models.PositiveIntegerField(_("step"))
    reached_at = models.DateTimeField(_("reached"), default=timezone.now)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["threshold"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "threshold"], name="one_milestone_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.threshold}"


class PetitionText(models.Model):
    """A wording that was live once, in one language. Never changed, never deleted while in use.

    Signatures and consents point to what their signer saw.
    """

    class Kind(models.TextChoices):
        """What the wording is."""

        PETITION = "petition", _("text that people sign")
        TERMS = "terms", _("consent to processing")
        UPDATES = "updates", _("consent to updates")

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=12)
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    addressee = models.CharField(_("addressed to"), max_length=200, blank=True)
    text = models.TextField(_("wording"))
    digest = models.CharField(max_length=64, editable=False)
    is_current = models.BooleanField(_("live now"), default=True)
    first_live_at = models.DateTimeField(_("live since"), default=timezone.now)

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "kind", "language", "digest"], name="one_row_per_wording"
            ),
            models.UniqueConstraint(
                fields=["petition", "kind", "language"],
                condition=models.Q(is_current=True),
                name="one_current_wording",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language})"

    @staticmethod
    def digest_of(headline: str, addressee: str, text: str) -> str:
        """Return the SHA-256 that identifies a wording, in hexadecimal."""
        return hashlib.sha256("\n\n".join((headline, addressee, text)).encode()).hexdigest()
