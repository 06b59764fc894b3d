"""The form that applicants fill in, without its questions: those are a page's."""

from typing import Any

from campaigns.applications.filing import FormWithFiles
from campaigns.models.applications import Application, ApplicationFile, ApplicationForm
from core.public_forms import Suspicion

Flag = Application.Flag


class AnswersForm(FormWithFiles):
    """The base of every application form. `questions` are the page's `ApplicationField`s."""

    questions: list[Any] = []

    file_model = ApplicationFile

    def __init__(self, *args: Any, record: ApplicationForm, **kwargs: Any) -> None:
        """`record` is stored, or a draft's own for a preview."""
        self.record = record
        super().__init__(*args, **kwargs)

    @property
    def max_megabytes(self) -> int:
        """As the form's editor says."""
        return self.record.max_total_megabytes

    def columns_of(self, name: str) -> dict[str, Any]:
        """Files belong to a question of this form."""
        return {"form_id": self.record.pk, "field": name}

    def name_of(self, role: str) -> str:
        """Return the name of the field that has a role; empty where there is none."""
        return next(
            (question.clean_name for question in self.questions if question.role == role), ""
        )

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
