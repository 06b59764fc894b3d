"""Answers as they are stored, and as staff read them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import dateparse, formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.applications.forms import AnswersForm
from core.countries import country_name


@dataclass(frozen=True)
class Answer:
    """What somebody answered to a question, comparable across languages.

    `value` is a text, True or False, or the identifiers of what was chosen;
    `words` are the source's for these, as they were then.
    """

    name: str
    question: str
    kind: str
    value: Any
    words: list[str]

    def as_data(self) -> dict[str, Any]:
        """Return what is stored."""
        return asdict(self)

    def in_words(self) -> str:
        """Return the answer as staff read it; empty without one."""
        if self.kind == "checkbox":
            return _("yes") if self.value else _("no")
        if self.words:
            return ", ".join(self.words)
        if self.kind == "country" and self.value:
            return country_name(self.value, get_language() or "en")
        if self.kind == "date" and self.value:
            day = dateparse.parse_date(self.value)
            return formats.date_format(day) if day else str(self.value)
        return str(self.value or "")


def read_answers(data: Iterable[dict[str, Any]]) -> list[Answer]:
    """Return stored answers."""
    return [Answer(**answer) for answer in data]


def answers_of(form: AnswersForm, source: Iterable[Any]) -> list[Answer]:
    """Return the answers of a valid form, with the questions as `source` words them.

    Without the applicant's name and address, which have columns of their own.
    """
    by_name = {question.clean_name: question for question in source}
    return list(_answers(form, by_name))


def _answers(form: AnswersForm, source: dict[str, Any]) -> Iterator[Answer]:
    for question in form.questions:
        name = question.clean_name
        if question.role or name not in form.cleaned_data:
            continue
        worded = source.get(name, question)
        value, words = form.cleaned_data[name], []
        if question.has_choices:
            value = [value] if isinstance(value, str) else list(value)
            value = [key for key in value if key]
            words = [worded.choice_words.get(key) or question.choice_words[key] for key in value]
        elif question.field_type == question.Kind.FILES:
            value = None
        elif isinstance(value, date):
            value = value.isoformat()
        elif not isinstance(value, bool):
            value = "" if value is None else str(value)
        yield Answer(name, worded.label, question.field_type, value, words)
