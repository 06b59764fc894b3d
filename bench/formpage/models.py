"""The form page of Wagtail's documentation."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class FormField(AbstractFormField):
    """A field that an editor has added."""

    page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(AbstractForm):
    """A form, with the number of those who have sent it where `counts` is set."""

    counts = models.BooleanField(default=False)
    template = "formpage/form_page.html"
    landing_page_template = "formpage/landing.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Count the rows, as Wagtail's documentation does."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.counts:
            context["count"] = self.get_submission_class().objects.filter(page=self).count()
        return context
