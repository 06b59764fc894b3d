"""The addresses of the translators' pages, below the admin's."""

from django.urls import URLPattern, URLResolver, include, path

from translators.views.review import ReviewView
from translators.views.start import start
from translators.views.worklist import WorklistView


def urls() -> list[URLPattern | URLResolver]:
    """Return what the admin is to answer."""
    patterns = [
        path("", WorklistView.as_view(), name="worklist"),
        path("results/", WorklistView.as_view(results_only=True), name="worklist_results"),
        path("<int:source_id>/<slug:language>/start/", start, name="start"),
        path("<int:translation_id>/review/", ReviewView.as_view(), name="review"),
    ]
    return [path("translations/", include((patterns, "translators"), namespace="translators"))]
