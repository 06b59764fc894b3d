"""The form that applicants fill in, without its questions: those are a page's."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from campaigns.applications import keeping
from campaigns.applications.fields import MEGABYTE, Files, FilesField
from campaigns.models.applications import Application, ApplicationForm
from core.public_forms import CarriedField, PublicForm, Suspicion

Flag = Application.Flag
_OWN = ("homepage", "stamp", "once")


class AnswersForm(PublicForm):
    """The base of every application form. `questions` are the page's `ApplicationField`s."""

    questions: list[Any] = []

    # Tells a second press of the button from a second application.
    once = CarriedField(required=False)

    def __init__(self, *args: Any, record: ApplicationForm, **kwargs: Any) -> None:
        """`record` is stored, or a draft's own for a preview."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.record = record
        self.initial.setdefault("once", uuid4().hex)
        for name, field in self.file_fields():
            field.find_kept = keeping.finder(record, name)

    def file_fields(self) -> Iterator[tuple[str, FilesField]]:
        """Yield the fields for files by name."""
        for name, field in self.fields.items():
            if isinstance(field, FilesField):
                yield name, field

    @property
    def answer_fields(self) -> list[BoundField]:
        """The questions as templates show them, in their order."""
        return [self[name] for name in self.fields if name not in _OWN]

    def name_of(self, role: str) -> str:
        """Return the name of the field that has a role; empty where there is none."""
        return next(
            (question.clean_name for question in self.questions if question.role == role), ""
        )

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
        limit = self.record.max_total_megabytes
        if sum(answer.size for answer in files) > limit * MEGABYTE:
            raise ValidationError(
                _("Your files are larger than %(size)s MB together. Please send less."),
                params={"size": number_format(limit)},
                code="total",
            )
        return data

    def keep_files(self) -> None:
        """Put by what is right about a form with mistakes, so that nobody chooses it again."""
        for name, field in self.file_fields():
            widget: Any = field.widget
            widget.kept = keeping.keep(self.record, name, field.good)

    def chosen_files(self) -> dict[str, Files]:
        """Return the files of the valid form by question."""
        return {name: self.cleaned_data[name] for name, _field in self.file_fields()}

    def flag(self, *, many_from_network: bool) -> str:
        """Return why the valid form may not be from a person; empty if nothing speaks for it."""
        address, name = self.cleaned_data[self.name_of("address")], self.name_of("name")
        suspicion = self.suspicion(
            address=address,
            names=[self.cleaned_data[name]] if name else [],
            many_from_network=many_from_network,
        )
        return {
            Suspicion.HONEYPOT: Flag.HONEYPOT,
            Suspicion.SPEED: Flag.SPEED,
            Suspicion.NETWORK: Flag.NETWORK,
            Suspicion.DISPOSABLE: Flag.DISPOSABLE,
            Suspicion.LINK: Flag.LINK,
        }.get(suspicion, "")  # type: ignore[arg-type]
