"""Applications as a CSV file, a piece at a time."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone, translation
from django.utils.text import slugify
from wagtail.log_actions import log

from campaigns.applications.answers import Answer, read_answers
from campaigns.models.applications import Application, ApplicationFile, ApplicationForm
from core import spreadsheets
from core.keyset import in_chunks

# Each column with where it is stored; the answers follow, a column for each question.
COLUMNS = {
    "id": "pk",
    "form": "form__title",
    "status": "status",
    "assigned_to": "assigned_to__email",
    "name": "name",
    "email": "email",
    "language": "language",
    "marked": "flag",
    "sent": "created_at",
}
# Applications that are in memory at once, up to some 50 kB each.
CHUNK = 200


def csv_lines(applications: QuerySet[Application], *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then a line for each application, oldest first.

    Questions are in the words of the source, whatever language was answered in.
    Whether a question has a column is known only when all have been looked at.
    """
    questions = _questions(applications)
    header = (*COLUMNS, *_headings(questions))
    return spreadsheets.csv_lines(header, _rows(applications, questions), for_excel=for_excel)


def _chunks(applications: QuerySet[Application]) -> Iterator[list[dict[str, Any]]]:
    return in_chunks(applications.values("answers", *COLUMNS.values()), CHUNK)


def _questions(applications: QuerySet[Application]) -> dict[str, str]:
    """Return the questions that anybody was asked, as they were worded last."""
    found: dict[str, str] = {}
    for chunk in _chunks(applications):
        for row in chunk:
            found |= {answer["name"]: answer["question"] for answer in row["answers"]}
    return found


def _headings(questions: dict[str, str]) -> list[str]:
    """Return a heading for each question; what two have in common gets a number."""
    headings: list[str] = []
    for question in questions.values():
        same = sum(1 for heading in headings if heading.partition(" #")[0] == question)
        headings.append(spreadsheets.inert(f"{question} #{same + 1}" if same else question))
    return headings


def _rows(applications: QuerySet[Application], questions: dict[str, str]) -> Iterator[list[Any]]:
    for chunk in _chunks(applications):
        files = _file_names([row["pk"] for row in chunk])
        for row in chunk:
            answers = {answer.name: answer for answer in read_answers(row["answers"])}
            yield [
                *(row[key] for key in COLUMNS.values()),
                *(_cell(answers.get(name), files.get((row["pk"], name), [])) for name in questions),
            ]


def _cell(answer: Answer | None, files: list[str]) -> str:
    if answer is None:
        return ""
    if answer.kind == "files":
        return "; ".join(files)
    if answer.kind in ("date", "number", "country"):
        # As it is stored: for programs, in no language.
        return str(answer.value or "")
    with translation.override("en"):
        return answer.in_words()


def _file_names(ids: list[Any]) -> dict[tuple[Any, str], list[str]]:
    names: dict[tuple[Any, str], list[str]] = {}
    rows = ApplicationFile.objects.filter(application__in=ids).order_by("created_at", "pk")
    for application, field, name in rows.values_list("application_id", "field", "name"):
        names.setdefault((application, field), []).append(name)
    return names


def log_export(
    applications: QuerySet[Application], user: Any, filters: dict[str, Any]
) -> dict[ApplicationForm, int]:
    """Record who takes which applications out, on each form. Return the numbers by form.

    Comes before the file: an export that breaks off has given away data too.
    `filters` must hold no personal data.
    """
    numbers = count_by_form(applications)
    for form, number in numbers.items():
        log(
            form,
            "campaigns.applications.export",
            user=user,
            data={"number": number, "filters": filters},
        )
    return numbers


def count_by_form(applications: QuerySet[Application]) -> dict[ApplicationForm, int]:
    """Return how many of `applications` each form has."""
    numbers: dict[int, int] = dict(
        applications.order_by().values_list("form").annotate(number=Count("pk"))
    )
    forms = ApplicationForm.objects.filter(pk__in=numbers)
    return {form: numbers[form.pk] for form in forms}


def filename(forms: list[ApplicationForm]) -> str:
    """Return a name that says what is in the file, in letters that every system takes."""
    what = "all-forms"
    if len(forms) == 1:
        what = slugify(forms[0].title)[:60] or f"form-{forms[0].pk}"
    return f"applications-{what}-{timezone.localdate().isoformat()}.csv"
