"""The addresses of editions. They stay, whatever becomes of the note's page."""

from django.urls import path

from resources.views import compare, edition, history

app_name = "resources"

urlpatterns = [
    path("editions/<slug:code>/", history.history, name="history"),
    path("editions/<slug:code>/compare/", compare.compare_editions, name="compare"),
    path("editions/<slug:code>/<str:label>/", edition.edition, name="edition"),
    path(
        "editions/<slug:code>/<str:label>/short/",
        edition.edition,
        {"version": "short"},
        name="short",
    ),
]
