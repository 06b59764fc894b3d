"""Several codes of a vocabulary in one column, typed by their names."""

from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.vocabularies import Vocabulary


@lru_cache(maxsize=20_000)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


class CodesFormField(forms.CharField):
    """Takes "Kenya, Uganda" or "KE; UG" and gives ("KE", "UG")."""

    def __init__(self, *, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary

    def prepare_value(self, value: Any) -> Any:
        """Show the codes by their names."""
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(self.vocabulary.sorted(value))

    def to_python(self, value: Any) -> Any:
        """Read the names."""
        codes, unknown = self.vocabulary.read(super().to_python(value) or "")
        if unknown:
            raise ValidationError(
                _("Not known here: %(names)s. Write names or codes, with commas between them."),
                code="unknown",
                params={"names": ", ".join(unknown)},
            )
        return tuple(sorted(codes))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the codes, not their spelling."""
        try:
            return tuple(initial or ()) != self.to_python(data)
        except ValidationError:
            return True


class CodesField(models.TextField):
    """A set of codes, in their order; a tuple in Python, and words with spaces in the database.

    A filter in Python asks for thousands of them at once, which is why equal
    sets are one object.
    """

    def __init__(self, *args: Any, vocabulary: Vocabulary | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("default", tuple)
        super().__init__(*args, **kwargs)
        # Migrations make copies of the field, which nobody types into.
        self.vocabulary = vocabulary or Vocabulary(lambda language: {})

    def deconstruct(self) -> Any:
        """Leave out what the database does not know of."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, {**kwargs, "default": ""}

    def from_db_value(self, value: str | None, *args: Any) -> tuple[str, ...]:
        """Return the codes."""
        return _split(value or "")

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Return the codes of a text or any list."""
        if isinstance(value, str) or value is None:
            return _split(value or "")
        return tuple(sorted(value))

    def get_prep_value(self, value: Any) -> str:
        """Return the text to store."""
        return self.value_of(value)

    def value_to_string(self, obj: Any) -> str:
        """Return the text for a revision."""
        return self.value_of(self.value_from_object(obj))

    @staticmethod
    def value_of(value: Any) -> str:
        """Return codes as one text."""
        return value if isinstance(value, str) else " ".join(sorted(value or ()))

    def formfield(self, **kwargs: Any) -> Any:
        """Edit it as a line of text."""
        chosen = {"form_class": CodesFormField, "vocabulary": self.vocabulary}
        return models.Field.formfield(self, **{**kwargs, **chosen, "widget": forms.TextInput})


class ChoicesField(CodesField):
    """A set of codes of a short vocabulary, chosen by ticking boxes."""

    def formfield(self, **kwargs: Any) -> Any:
        """Edit it as a list of boxes."""
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            required=not self.blank,
            help_text=self.help_text,
            choices=lambda: list(self.vocabulary.names().items()),
            widget=forms.CheckboxSelectMultiple,
        )
