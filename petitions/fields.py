"""A ladder of goals, typed as plain text."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_GOAL = 1_000_000_000

# One to three digits, then groups of three: in "1000,500" the comma separates.
_GROUPED = re.compile(r"(?<![\d.,'’])\d{1,3}(?:[.,'’]\d{3})+(?!\d|[.,'’]\d)")


class GoalsFormField(forms.CharField):
    """Takes "1000 5000 10000" or "1,000; 5,000" and gives a rising list of numbers."""

    def prepare_value(self, value: Any) -> Any:
        """Show the list as text."""
        return " ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Read the text."""
        text = super().to_python(value) or ""
        text = _GROUPED.sub(lambda number: re.sub(r"\D", "", number[0]), text)
        words = re.split(r"[\s,;]+", text.strip()) if text.strip() else []
        # Python refuses to read a number of thousands of digits.
        if not all(
            word.isdecimal() and len(word) < 20 and 0 < int(word) <= MAX_GOAL for word in words
        ):
            raise ValidationError(
                _(
                    "Write whole numbers with spaces or commas between them, "
                    "for example: 1000 5000 10000."
                ),
                code="invalid",
            )
        return sorted({int(word) for word in words})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the lists, not their spelling."""
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class GoalsField(models.JSONField):
    """A list of goals, lowest first."""

    def formfield(self, **kwargs: Any) -> Any:
        """Edit it as a line of text."""
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(self, **{"form_class": GoalsFormField, **kwargs})
