"""Whom a campaign asks, and what each of them has answered."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

# In the order in which they usually come.
ANSWERS = [
    ("asked", pgettext_lazy("target of a campaign", "Asked")),
    ("replied", pgettext_lazy("target of a campaign", "Replied")),
    ("agreed", pgettext_lazy("target of a campaign", "Agreed")),
    ("refused", pgettext_lazy("target of a campaign", "Refused")),
]


class AnswerValue(blocks.StructValue):
    """Adds what the kind is called."""

    @property
    def name(self) -> str:
        """What happened, in a word."""
        return str(dict(ANSWERS).get(self.get("kind"), ""))


class AnswerBlock(blocks.StructBlock):
    """What happened between the campaign and a target, on a day, and where that is written."""

    kind = blocks.ChoiceBlock(label=_("What happened"), choices=ANSWERS, default="asked")
    date = blocks.DateBlock(label=_("Date"))
    text = blocks.TextBlock(label=_("In words"), required=False, rows=2, max_length=400)
    source = blocks.CharBlock(
        label=pgettext_lazy("citation", "Source"), required=False, max_length=200
    )
    url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "date"
        label = _("Answer")
        value_class = AnswerValue

    def clean(self, value: Any) -> Any:
        """Ask what it is that an address leads to."""
        cleaned = super().clean(value)
        if cleaned.get("url") and not cleaned.get("source") and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={"source": ValidationError(_("Name the source that is linked."))}
            )
        return cleaned


class TargetValue(blocks.StructValue):
    """Adds how things stand with the target."""

    @property
    def in_order(self) -> list[Any]:
        """What happened, the oldest first; what has no date yet at the end."""
        return sorted(self.get("answers") or [], key=lambda answer: answer["date"] or date.max)

    @property
    def last(self) -> Any:
        """What happened last; None if nothing is known."""
        return next(reversed(self.in_order), None)


class TargetBlock(blocks.StructBlock):
    """Somebody whom the campaign asks to act."""

    name = blocks.CharBlock(label=_("Whom the campaign asks"), max_length=160)
    about = blocks.TextBlock(
        label=_("What is asked of them"), required=False, rows=2, max_length=400
    )
    answers = blocks.ListBlock(
        AnswerBlock(),
        label=_("What happened"),
        default=[],
        help_text=_("Asked, replied, agreed, refused: each with its date and where it is written."),
    )

    class Meta:
        icon = "crosshairs"
        label = _("Target")
        template = "campaigns/blocks/target.html"
        description = _("Somebody who is asked to act, and their answers")
        value_class = TargetValue

    def get_preview_value(self) -> Any:
        """Show one who has agreed."""
        return self.normalize(
            {
                "name": _("A newspaper"),
                "about": "",
                "answers": [
                    {"kind": "asked", "date": date(2017, 1, 10), "text": "", "source": ""},
                    {"kind": "agreed", "date": date(2017, 3, 2), "text": "", "source": ""},
                ],
            }
        )


class TargetsBlock(blocks.StreamBlock):
    """All whom a campaign asks."""

    target = TargetBlock()
