"""A signature and what its signer agreed to."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.names import NAME_LENGTH, initials
from petitions.models.petition import Petition, PetitionText


class Signature(models.Model):
    """One person or organisation under one petition.

    `status` goes into and out of confirmed through `states.transition` alone,
    which keeps the count.
    Uniqueness stands on `email_key`, so the address itself can be erased.
    """

    class Kind(models.TextChoices):
        """Who signs."""

        PERSON = "person", _("A person")
        ORGANISATION = "organisation", _("An organisation")

    class Status(models.TextChoices):
        """Where a signature stands. Only confirmed ones count."""

        PENDING = "pending", _("waiting for confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        QUARANTINED = "quarantined", _("held for a check")
        INVALID = "invalid", _("invalid")

    class Visibility(models.TextChoices):
        """What the public sees."""

        FULL = "full", _("My name in full")
        INITIALS = "initials", _("My initials")
        COUNTRY = "country", _("Only my country")
        HIDDEN = "hidden", _("Nothing")

    class QuarantineReason(models.TextChoices):
        """Why a signature waits for staff."""

        NETWORK = "network", _("many signatures from one network")
        DISPOSABLE = "disposable", _("throw-away mail address")
        HONEYPOT = "honeypot", _("filled in a field that people do not see")
        SPEED = "speed", _("sent faster than a person can fill it in")
        LINK = "link", _("a web address instead of a name")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(
        Petition,
        verbose_name=_("petition"),
        on_delete=models.PROTECT,
        related_name="signatures",
        # Every index that begins with the petition serves this column.
        db_index=False,
    )
    kind = models.CharField(
        _("signed as"), max_length=12, choices=Kind.choices, default=Kind.PERSON
    )
    given_name = models.CharField(_("given name"), max_length=NAME_LENGTH)
    family_name = models.CharField(_("family name"), max_length=NAME_LENGTH, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=NAME_LENGTH, blank=True)
    organisation_role = models.CharField(
        _("role in the organisation"), max_length=NAME_LENGTH, blank=True
    )
    organisation_website = models.URLField(_("organisation's website"), blank=True)
    is_approved = models.BooleanField(
        _("organisation shown publicly"),
        default=False,
        help_text=_("Staff have checked that the organisation exists and stands behind this."),
    )
    email = models.EmailField(_("mail address"), max_length=320, blank=True)
    email_key = models.CharField(max_length=64, editable=False)
    country = CountryField(_("country"))
    language = models.CharField(_("language"), max_length=12)
    visibility = models.CharField(
        _("shown publicly"),
        max_length=8,
        choices=Visibility.choices,
        default=Visibility.HIDDEN,
    )
    comment = models.TextField(_("message"), blank=True)
    source = models.CharField(_("source"), max_length=64, blank=True)
    partner = models.CharField(_("partner"), max_length=64, blank=True)
    text = models.ForeignKey(
        PetitionText,
        verbose_name=_("wording signed"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    status = models.CharField(
        _("status"), max_length=11, choices=Status.choices, default=Status.PENDING
    )
    quarantine_reason = models.CharField(
        _("held because"), max_length=10, choices=QuarantineReason.choices, blank=True
    )
    # How often the form was sent with this address; a confirmation names the one it was shown.
    submissions = models.PositiveIntegerField(default=1, editable=False)
    mails = models.PositiveSmallIntegerField(_("mails sent"), default=0, editable=False)
    created_at = models.DateTimeField(_("signed"), default=timezone.now, editable=False)
    # Since when its signer could confirm it: later than `created_at` for one that staff held.
    pending_since = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed on"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        permissions = [
            ("moderate_signature", _("Can release, invalidate and restore signatures")),
            ("export_signature", _("Can export signatures with names and addresses")),
        ]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "email_key"], name="one_signature_per_address"
            )
        ]
        indexes = [
            # The public list: newest first, of those who chose to be seen.
            models.Index(
                fields=["petition", "-confirmed_at"],
                condition=models.Q(status="confirmed", kind="person")
                & ~models.Q(visibility="hidden"),
                name="signature_public",
            ),
            # The wall of organisations.
            models.Index(
                fields=["petition", "organisation_name"],
                condition=models.Q(status="confirmed", is_approved=True),
                name="signature_wall",
            ),
            # The staff's list, of all petitions and of one.
            models.Index(fields=["-created_at", "-id"], name="signature_newest"),
            models.Index(fields=["petition", "-created_at", "-id"], name="signature_by_petition"),
            # What waits for somebody, and what is to be erased. A confirmed one costs nothing here.
            models.Index(
                fields=["status", "-created_at"],
                condition=~models.Q(status="confirmed"),
                name="signature_unconfirmed",
            ),
            # The rare ones that the staff's filters look for.
            models.Index(
                fields=["quarantine_reason", "-created_at", "-id"],
                condition=~models.Q(quarantine_reason=""),
                name="signature_held",
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(kind="organisation"),
                name="signature_organisations",
            ),
        ]

    def __str__(self) -> str:
        # Goes into the audit log, which outlives the signer's data: no name, no address.
        return f"{self.pk}"

    @property
    def full_name(self) -> str:
        """Given and family name as they were typed."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def signer(self) -> str:
        """Whom the signature stands for: the organisation, else the person."""
        if self.kind == self.Kind.ORGANISATION:
            return self.organisation_name
        return self.full_name

    @property
    def public_name(self) -> str:
        """What the public may see of the name; empty when it may see none.

        An organisation shows its name or nothing.
        """
        if self.visibility == self.Visibility.FULL:
            return self.signer
        if self.visibility == self.Visibility.INITIALS and self.kind == self.Kind.PERSON:
            return initials(self.given_name, self.family_name)
        return ""

    @property
    def can_be_shown(self) -> bool:
        """Whether it is still up to the signer what others see."""
        is_over = self.status in (self.Status.WITHDRAWN, self.Status.INVALID)
        return self.petition.shows_signers and not is_over

    @property
    def is_shown(self) -> bool:
        """Whether the petition's page may list it at all, for as long as it is as it is now."""
        if self.kind == self.Kind.ORGANISATION:
            chosen = self.is_approved and self.visibility == self.Visibility.FULL
        else:
            chosen = self.visibility != self.Visibility.HIDDEN
        return self.counts and chosen and self.can_be_shown

    @property
    def counts(self) -> bool:
        """Whether it is part of the public number."""
        return self.status == self.Status.CONFIRMED

    @property
    def awaits_confirmation(self) -> bool:
        """Whether its signer can still confirm it, even if staff have to look at it afterwards."""
        return self.status == self.Status.PENDING or (
            self.status == self.Status.QUARANTINED and self.confirmed_at is None
        )

    @property
    def can_be_mailed(self) -> bool:
        """Whether another mail may go to the address."""
        return bool(self.email) and self.mails < settings.SIGN_MAX_MAILS


class Consent(models.Model):
    """One thing that a signer agreed to, in the wording that they saw."""

    signature = models.ForeignKey(
        Signature,
        on_delete=models.CASCADE,
        related_name="consents",
        # The constraint's index begins with it.
        db_index=False,
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=PetitionText.Kind.choices[1:])
    text = models.ForeignKey(
        PetitionText,
        verbose_name=_("wording"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(fields=["signature", "purpose"], name="one_consent_per_purpose")
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def is_active(self) -> bool:
        """Whether it still stands."""
        return self.withdrawn_at is None
