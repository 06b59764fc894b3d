"""What happened in a campaign, by its dates."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class MilestoneBlock(blocks.StructBlock):
    """Something that happened on a day."""

    date = blocks.DateBlock(label=_("Date"))
    title = blocks.CharBlock(label=_("What happened"), max_length=160)
    text = blocks.TextBlock(label=_("In words"), required=False, rows=2, max_length=400)

    class Meta:
        icon = "flag"
        label = _("Milestone")
        template = "campaigns/blocks/milestone.html"
        description = _("Something that happened on a day")
        preview_value = {
            "date": date(2017, 3, 2),
            "title": "The first newspaper agrees",
            "text": "It reviews its style guide together with survivors.",
        }


class MilestonesBlock(blocks.StreamBlock):
    """What happened, in any order: it is shown by its dates."""

    milestone = MilestoneBlock()
