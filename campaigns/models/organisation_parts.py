"""What an organisation is linked to: coalitions, guidance, and the people whom members turn to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from campaigns.models.organisations import Organisation


class Membership(Orderable):
    """An organisation in a coalition."""

    class Role(models.TextChoices):
        """What the member is there."""

        CHAIR = "chair", _("Chair")
        STEERING = "steering", _("Steering group")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    coalition = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBER)

    panels = [FieldPanel("member"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["coalition", "member"], name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}"

    def clean(self) -> None:
        """Refuse a coalition in itself."""
        super().clean()
        if self.member_id is not None and self.member_id == self.coalition_id:
            raise ValidationError({"member": _("A coalition is no member of itself.")})


class OrganisationNote(Orderable):
    """A guidance note that an organisation has worked on."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="notes")
    note = models.ForeignKey(
        "resources.GuidanceNotePage",
        verbose_name=_("guidance note"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("guidance of an organisation")
        verbose_name_plural = _("guidance of organisations")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "note"], name="one_row_per_note")
        ]

    def __str__(self) -> str:
        return f"{self.note_id}"


class Liaison(models.Model):
    """The person in an organisation whom other members of the coalition can turn to.

    In a table of its own: what is erased here is in no revision and no translation.
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="liaisons",
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    email = models.EmailField(
        _("mail address"),
        help_text=_("Only members who are logged in see it."),
    )
    name_is_public = models.BooleanField(
        _("show the name to everybody"),
        default=False,
        help_text=_("Only if the person has agreed. Members who are logged in see it anyway."),
    )

    panels = [
        FieldPanel("organisation"),
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("email"),
        FieldPanel("name_is_public"),
    ]

    class Meta:
        verbose_name = _("liaison")
        verbose_name_plural = _("liaisons")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "email"], name="one_liaison_each")
        ]

    def __str__(self) -> str:
        # The log of who did what keeps this, and is not erased with the person.
        return str(self.organisation)
