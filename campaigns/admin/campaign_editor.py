"""The tabs of a campaign's editor."""

from django.forms import CheckboxSelectMultiple
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from core.models import BasePage

text_panels = [
    *Page.content_panels,
    FieldPanel("summary"),
    MultiFieldPanel([FieldPanel("image"), FieldPanel("image_description")], _("Picture")),
    FieldPanel("problem"),
    FieldPanel("ask"),
    FieldPanel("targets"),
    FieldPanel("objectives"),
    FieldPanel("milestones"),
    FieldPanel("body"),
    FieldPanel("press_kit"),
]
together_panels = [
    HelpPanel(
        content=format_lazy(
            "<p>{}</p>",
            _(
                "These are the same in every language. "
                "They take effect when the page in the source language is published."
            ),
        )
    ),
    InlinePanel("petitions", heading=_("Petitions and pledges"), label=_("Petition")),
    InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
    InlinePanel("notes", heading=_("Guidance"), label=_("Note")),
    FieldPanel("topics", widget=CheckboxSelectMultiple),
    FieldPanel("countries"),
    FieldPanel("hashtag"),
]
outcome_panels = [
    HelpPanel(
        content=format_lazy(
            "<p>{}</p>",
            _(
                "When a campaign ends, its petitions end with it: they thank those who signed "
                "and take no more signatures. When it runs again, so do they."
            ),
        )
    ),
    FieldPanel("state"),
    FieldPanel("outcome_date"),
    FieldPanel("outcome"),
]
campaign_editor = TabbedInterface(
    [
        ObjectList(text_panels, heading=_("Text")),
        ObjectList(together_panels, heading=_("With whom")),
        ObjectList(outcome_panels, heading=_("Outcome")),
        ObjectList(Page.promote_panels, heading=_("Promote")),
        ObjectList(BasePage.settings_panels, heading=_("Settings")),
    ]
)
