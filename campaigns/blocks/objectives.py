"""What several organisations have agreed to reach together."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ObjectiveBlock(blocks.StructBlock):
    """One objective."""

    title = blocks.CharBlock(label=_("Objective"), max_length=160)
    text = blocks.TextBlock(label=_("What it means"), required=False, max_length=600)

    class Meta:
        icon = "tick"
        label = _("Objective")
        template = "campaigns/blocks/objective.html"
        description = _("Something that all have agreed to reach together")
        preview_value = {
            "title": "Survivors decide how their stories are told",
            "text": "No story is published without consent that can be taken back.",
        }


class ObjectivesBlock(blocks.StreamBlock):
    """Objectives in the order in which they were agreed."""

    objective = ObjectiveBlock()
