"""What forms have in common that come with files: they are sent once, and keep what is right."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from campaigns.applications import keeping
from campaigns.applications.fields import MEGABYTE, Files, FilesField
from campaigns.models.private_files import PrivateFile
from core.public_forms import CarriedField, PublicForm

_OWN = ("homepage", "stamp", "once")


class FormWithFiles(PublicForm):
    """A form that takes files, within the limits of each field and of all together."""

    file_model: ClassVar[type[PrivateFile]]

    # Tells a second press of the button from a second form.
    once = CarriedField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid4().hex)
        for name, field in self.file_fields():
            field.find_kept = keeping.finder(self.file_model, **self.columns_of(name))

    @property
    @abstractmethod
    def max_megabytes(self) -> int:
        """How large all files may be together."""

    @abstractmethod
    def columns_of(self, name: str) -> dict[str, Any]:
        """Return what the rows of a field's files have in common."""

    def file_fields(self) -> Iterator[tuple[str, FilesField]]:
        """Yield the fields for files by name."""
        for name, field in self.fields.items():
            if isinstance(field, FilesField):
                yield name, field

    @property
    def answer_fields(self) -> list[BoundField]:
        """The questions as templates show them, in their order."""
        return [self[name] for name in self.fields if name not in _OWN]

    def clean_once(self) -> UUID:
        """Return what the form carries; anything else is as good as a form that nobody sent yet."""
        try:
            return UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid4()

    def clean(self) -> dict[str, Any]:
        """Look at the files of all questions together."""
        data = super().clean() or self.cleaned_data
        files = [data[name] for name, _field in self.file_fields() if name in data]
        if sum(answer.size for answer in files) > self.max_megabytes * MEGABYTE:
            raise ValidationError(
                _("Your files are larger than %(size)s MB together. Please send less."),
                params={"size": number_format(self.max_megabytes)},
                code="total",
            )
        return data

    def keep_files(self) -> None:
        """Put by what is right about a form with mistakes, so that nobody chooses it again."""
        for name, field in self.file_fields():
            widget: Any = field.widget
            widget.kept = keeping.keep(self.file_model, field.good, **self.columns_of(name))

    def chosen_files(self) -> dict[str, Files]:
        """Return the files of the valid form by question."""
        return {name: self.cleaned_data[name] for name, _field in self.file_fields()}
