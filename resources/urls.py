"""The addresses of editions. They stay, whatever becomes of the note's page."""

from django.urls import include, path, re_path

from resources.views import citing, compare, edition, feeds, history, letter, markdown, pdf

app_name = "resources"

urlpatterns = [
    path("", include("resources.commenting.urls")),
    path("editions/<slug:code>/", history.history, name="history"),
    path("editions/<slug:code>/compare/", compare.compare_editions, name="compare"),
    path("editions/<slug:code>/feed/", feeds.editions_of_note, name="feed"),
    path("editions/<slug:code>/<str:label>.md", markdown.edition_markdown, name="markdown"),
    path(
        "editions/<slug:code>/<str:label>/<slug:anchor>.docx",
        letter.letter,
        name="letter",
    ),
    path("editions/<slug:code>/<str:label>/cite.bib", citing.cite_bibtex, name="bibtex"),
    path("editions/<slug:code>/<str:label>/cite.json", citing.cite_csl, name="csl"),
    path("editions/<slug:code>/<str:label>/", edition.edition, name="edition"),
    path(
        "editions/<slug:code>/<str:label>/short/",
        edition.edition,
        {"version": "short"},
        name="short",
    ),
    re_path(
        r"^editions/(?P<code>[-\w]+)/(?P<label>[\d.]+)/(?P<version>full|short)\.pdf$",
        pdf.edition_pdf,
        name="pdf",
    ),
    # A page's address with ".md" for its last slash.
    re_path(r"^(?!(?:admin|api)/)(?P<path>(?:[\w-]+/)*[\w-]+)\.md$", markdown.page_markdown),
]
