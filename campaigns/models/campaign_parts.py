"""What a campaign is linked to: its partners, its petitions, the guidance that goes with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from campaigns.models.organisations import Organisation
from petitions.models import PetitionPage
from resources.models import GuidanceNotePage


class CampaignPartner(Orderable):
    """An organisation that runs a campaign together with others."""

    class Role(models.TextChoices):
        """What the partner does in it."""

        LEAD = "lead", pgettext_lazy("partner", "Leads the campaign")
        PARTNER = "partner", pgettext_lazy("partner", "Partner")
        SUPPORTER = "supporter", pgettext_lazy("partner", "Supports it")

    page = ParentalKey("campaigns.CampaignPage", on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="partnerships",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PARTNER)

    panels = [FieldPanel("organisation"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="one_partnership_each")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}"


class CampaignPetition(Orderable):
    """A petition or pledge of a campaign."""

    page = ParentalKey("campaigns.CampaignPage", on_delete=models.CASCADE, related_name="petitions")
    petition = models.ForeignKey(
        PetitionPage, verbose_name=_("petition"), on_delete=models.CASCADE, related_name="campaigns"
    )

    panels = [PageChooserPanel("petition")]

    class Meta(Orderable.Meta):
        verbose_name = _("petition of a campaign")
        verbose_name_plural = _("petitions of campaigns")
        constraints = [
            models.UniqueConstraint(fields=["page", "petition"], name="one_petition_each")
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}"


class CampaignNote(Orderable):
    """Guidance that goes with a campaign."""

    page = ParentalKey("campaigns.CampaignPage", on_delete=models.CASCADE, related_name="notes")
    note = models.ForeignKey(
        GuidanceNotePage,
        verbose_name=_("guidance note"),
        on_delete=models.CASCADE,
        related_name="campaigns",
    )

    panels = [PageChooserPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("guidance of a campaign")
        verbose_name_plural = _("guidance of campaigns")
        constraints = [models.UniqueConstraint(fields=["page", "note"], name="one_note_each")]

    def __str__(self) -> str:
        return f"{self.note_id}"
