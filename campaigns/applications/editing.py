"""The form of the page editor: what must hold between the questions of one form."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

QUESTIONS = "form_fields"


class ApplicationPageForm(WagtailAdminFormPageForm):
    """Asks for the applicant's address once, and knows questions again that are only in a draft."""

    def clean(self) -> Any:
        """Refuse a form to whose sender nobody could write."""
        data = super().clean()
        # In the editor of another language there are no questions to change.
        if QUESTIONS in self.formsets:
            for role, several in (
                ("address", _("Only one question can be for the applicant’s mail address.")),
                ("name", _("Only one question can be for the applicant’s name.")),
            ):
                rows = [row for row in self._rows() if row.cleaned_data.get("role") == role]
                for row in rows[1:]:
                    row.add_error("role", several)
                if role == "address" and not rows and not self.is_deferred_validation:
                    self.add_error(
                        None,
                        _(
                            "Add a question for a mail address, and say there that it is the "
                            "applicant’s: the confirmation goes to it."
                        ),
                    )
        return data

    def _rows(self) -> list[Any]:
        rows = [row for row in self.formsets[QUESTIONS].forms if hasattr(row, "cleaned_data")]
        return [row for row in rows if not row.cleaned_data.get("DELETE")]

    def save(self, commit: bool = True) -> Any:
        """Give each question its identity before anything is stored."""
        if QUESTIONS in self.formsets:
            for row in self.formsets[QUESTIONS].forms:
                question = row.instance
                question.page_id, question.locale_id = self.instance.pk, self.instance.locale_id
                question.adopt_name()
        return super().save(commit=commit)
