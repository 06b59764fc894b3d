"""What staff see of applications and do with them; what everybody else does not."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.models import Locale, ModelLogEntry, Page

from campaigns.models import Application, ApplicationFormPage, ApplicationNote
from core.mail.models import OutgoingMail
from core.models import HomePage
from tests.campaigns.applying import (
    BEGINNER,
    apply,
    browser,
    make_form,
    member,
    pdf,
    record_of,
)
from tests.petitions.html import read_html
from tests.translating import add_language, staff, translator

pytestmark = pytest.mark.one_database

VIEW = ("view_application",)
WORK = ("view_application", "change_application")
SCRIPT = "<script>alert(1)</script>"


def address(name: str, *args: Any) -> str:
    return reverse(f"campaigns_applications:{name}", args=args)


def addresses(application: Application) -> list[str]:
    file = application.files.get()
    return [
        address("list"),
        address("list_results"),
        address("export"),
        address("inspect", application.pk),
        address("erase", application.pk),
        address("file", application.pk, file.pk),
    ]


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def application(form_page: ApplicationFormPage) -> Application:
    return apply(form_page, Curriculum=pdf())


# --- who may --------------------------------------------------------------


def test_nobody_else_reads_what_was_sent(
    application: Application, form_page: ApplicationFormPage
) -> None:
    spanish = add_language("es")
    editor = member()
    editor.groups.add(Group.objects.get(name="Editors"))
    others = {"anonymous": None, "editor": editor, "translator": translator(spanish)}
    for who, user in others.items():
        client = Client()
        if user:
            client.force_login(user)
        for url in addresses(application):
            for response in (client.get(url), client.post(url, {"action": "status"})):
                assert response.status_code in (302, 403, 404, 405), (who, url)
                assert b"ana@example.org" not in response.content
        assert Application.objects.get().status == "new"


@pytest.mark.parametrize(
    ("codenames", "open_to"),
    [
        (VIEW, {"list", "list_results", "inspect", "file"}),
        (("export_application",), set()),
        ((*VIEW, "export_application"), {"list", "list_results", "inspect", "file", "export"}),
        ((*VIEW, "delete_application"), {"list", "list_results", "inspect", "file", "erase"}),
    ],
)
def test_each_permission_opens_its_own(
    application: Application, codenames: tuple[str, ...], open_to: set[str]
) -> None:
    client = browser(*codenames)
    names = ["list", "list_results", "export", "inspect", "erase", "file"]
    found = set()
    for name, url in zip(names, addresses(application), strict=True):
        response = client.get(url)
        # What is streamed is open until it is read.
        b"".join(response.streaming_content if response.streaming else [])
        found |= {name} if response.status_code == 200 else set()
    assert found == open_to


def test_to_look_is_not_to_work(application: Application) -> None:
    client = browser(*VIEW)
    url = address("inspect", application.pk)
    assert "<textarea" not in client.get(url).content.decode()
    for action in ("status", "assign", "note", "unmark"):
        response = client.post(url, {"action": action, "status": "accepted", "was": "new"})
        assert response.status_code in (302, 403)
    application.refresh_from_db()
    assert application.status == "new"
    assert client.post(address("erase", application.pk)).status_code in (302, 403)
    assert Application.objects.exists()


def test_communications_staff_may_work_and_not_export(application: Application) -> None:
    client = Client()
    client.force_login(staff())
    assert client.get(address("inspect", application.pk)).status_code == 200
    assert client.get(address("erase", application.pk)).status_code == 200
    assert client.get(address("export")).status_code in (302, 403)


def test_wagtails_own_lists_of_submissions_show_nothing(
    application: Application, form_page: ApplicationFormPage, admin_client: Client, admin: Any
) -> None:
    assert not get_forms_for_user(admin).exists()
    assert 'href="/admin/forms/"' not in admin_client.get("/admin/").content.decode()
    assert "Become a mentor" not in admin_client.get("/admin/forms/").content.decode()
    url = reverse("wagtailforms:list_submissions", args=[form_page.pk])
    response = admin_client.get(url)
    assert response.status_code in (302, 403, 404)


def test_no_application_is_in_the_public_api_or_search(
    application: Application, form_page: ApplicationFormPage
) -> None:
    for url in (f"/api/v2/pages/{form_page.pk}/", "/api/v2/pages/?search=Ana", form_page.url):
        assert b"ana@example.org" not in Client().get(url).content


def test_not_even_a_superuser_deletes_one_as_a_snippet(
    application: Application, admin_client: Client
) -> None:
    url = reverse("wagtail_bulk_action", args=["campaigns", "application", "delete"])
    admin_client.post(f"{url}?id={application.pk}")
    assert Application.objects.exists()


# --- the list -------------------------------------------------------------


def test_the_list_is_filtered_and_searched(home: HomePage) -> None:
    mentors, mentees = (
        make_form(home),
        make_form(home, slug="mentee", purpose="mentee"),
    )
    ana = apply(mentors)
    ben = apply(mentees, Your="Ben Okri", Address="ben@example.org", homepage="x")
    user = member(*WORK)
    Application.objects.filter(pk=ben.pk).update(status="accepted", assigned_to=user)
    client = Client()
    client.force_login(user)

    def found(**query: Any) -> list[str]:
        rows = client.get(address("list_results"), query).context["object_list"]
        return [row.name for row in rows]

    assert found() == ["Ben Okri", "Ana Silva"]
    assert found(form=record_of(mentors).pk) == ["Ana Silva"]
    assert found(purpose="mentee") == ["Ben Okri"]
    assert found(status=["accepted", "declined"]) == ["Ben Okri"]
    assert found(assigned_to="me") == found(assigned_to=user.pk) == ["Ben Okri"]
    assert found(assigned_to="nobody") == ["Ana Silva"]
    assert found(is_marked="true") == ["Ben Okri"]
    assert found(q="okri") == ["Ben Okri"]
    assert found(q="ANA@example.org") == ["Ana Silva"]
    assert found(q=str(ana.pk)) == ["Ana Silva"]
    assert found(q="nobody") == []
    assert found(created_at_from="2001-01-01", created_at_to="2001-01-02") == []


def test_the_list_asks_no_more_for_more(form_page: ApplicationFormPage) -> None:
    client = browser(*WORK)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("list")).status_code == 200
        return len(captured)

    for number in range(3):
        apply(form_page, Address=f"a{number}@example.org")
    queries()
    few = queries()
    for number in range(3, 6):
        apply(form_page, Address=f"a{number}@example.org")
    assert queries() == few
    # Session, user, permissions (2), locales of the menu and their pages, who may be assigned,
    # the forms of the filter, the count and the rows; a few more are Wagtail's own.
    assert few <= 24


# --- one application ------------------------------------------------------


def test_everything_is_shown_as_plain_text_in_the_sources_words(
    form_page: ApplicationFormPage,
) -> None:
    application = apply(form_page, Your=f"Ana {SCRIPT}", Why=SCRIPT, How=BEGINNER)
    client = browser(*WORK)
    for url in (address("inspect", application.pk), address("list"), "/admin/"):
        html = client.get(url).content.decode()
        assert SCRIPT not in html
    html = client.get(address("inspect", application.pk)).content.decode()
    read = read_html(html)
    assert f"Ana {SCRIPT}" in read.text
    assert "I have just begun" in read.text
    assert BEGINNER not in read.text


def test_the_state_changes_from_where_it_was_seen(application: Application) -> None:
    client, url = browser(*WORK), address("inspect", application.pk)
    seen = {"action": "status", "was": "new"}
    assert "was saved" in said(client.post(url, {**seen, "status": "in_review"}))
    # Somebody who still sees it as new.
    assert "somebody else was quicker" in said(client.post(url, {**seen, "status": "declined"}))
    application.refresh_from_db()
    assert application.status == "in_review"
    assert client.post(url, {**seen, "status": "nonsense"}).status_code == 422
    html = client.get(url).content.decode()
    assert "State changed from “new” to “in review”" in html


def test_it_is_given_to_somebody_who_may_work_on_it(application: Application) -> None:
    other, outsider = member(*WORK), member()
    client, url = browser(*WORK), address("inspect", application.pk)
    give = {"action": "assign", "had": ""}
    assert client.post(url, {**give, "assigned_to": outsider.pk}).status_code == 422
    assert "was saved" in said(client.post(url, {**give, "assigned_to": other.pk}))
    assert "quicker" in said(client.post(url, {**give, "assigned_to": ""}))
    application.refresh_from_db()
    assert application.assigned_to == other
    assert f"Assigned to {other}" in client.get(url).content.decode()


def test_who_may_no_longer_work_on_it_stays_chosen_until_somebody_else_is(
    application: Application,
) -> None:
    gone = member(*WORK)
    Application.objects.update(assigned_to=gone)
    gone.user_permissions.clear()
    client = browser(*WORK)
    url = address("inspect", application.pk)
    chosen = f'<option value="{gone.pk}" selected>'
    assert chosen in client.get(url).content.decode()
    client.post(url, {"action": "assign", "assigned_to": gone.pk, "had": gone.pk})
    assert Application.objects.get().assigned_to == gone
    client.post(url, {"action": "assign", "assigned_to": "", "had": gone.pk})
    assert f'<option value="{gone.pk}"' not in client.get(url).content.decode()


def test_notes_say_when_and_by_whom(application: Application) -> None:
    author = member(*WORK)
    client, url = Client(), address("inspect", application.pk)
    client.force_login(author)
    assert client.post(url, {"action": "note", "text": ""}).status_code == 422
    client.post(url, {"action": "note", "text": f"Called her. {SCRIPT}"})
    note = ApplicationNote.objects.get()
    assert (note.author, note.application) == (author, application)
    html = client.get(url).content.decode()
    assert SCRIPT not in html
    assert f"Called her. {SCRIPT}" in read_html(html).text
    # The log outlives the application, and says nothing of what was noted.
    assert "Called" not in str(ModelLogEntry.objects.values_list("data", "label"))


def test_a_mark_is_taken_off_and_the_confirmation_goes_out_once(
    form_page: ApplicationFormPage,
) -> None:
    application = apply(form_page, homepage="x")
    client, url = browser(*WORK), address("inspect", application.pk)
    assert "No confirmation went out" in client.get(url).content.decode()
    assert "on its way" in said(client.post(url, {"action": "unmark"}))
    assert "quicker" in said(client.post(url, {"action": "unmark"}))
    assert OutgoingMail.objects.count() == 1
    application.refresh_from_db()
    assert application.flag == ""


def test_one_page_costs_the_same_for_many_answers(home: HomePage) -> None:
    client = browser(*WORK)
    application = apply(make_form(home), Curriculum=[pdf("a.pdf"), pdf("b.pdf")])
    url = address("inspect", application.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    queries()
    few = queries()
    for number in range(5):
        client.post(url, {"action": "note", "text": f"{number}"})
    client.get(url)
    assert queries() == few


# --- files ----------------------------------------------------------------


def test_a_file_is_handed_out_to_be_saved_and_never_opened(application: Application) -> None:
    file = application.files.get()
    response = browser(*VIEW).get(address("file", application.pk, file.pk))
    assert b"".join(response.streaming_content) == pdf().read()
    assert response["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "sandbox" in response["Content-Security-Policy"]
    assert ModelLogEntry.objects.filter(action="campaigns.applications.file").count() == 1


@pytest.mark.parametrize(
    ("name", "given"),
    [("cv.exe", "cv.pdf"), ("CV.PDF", "CV.PDF"), ("cv.pdf.exe", "cv.pdf.pdf"), ("cv", "cv.pdf")],
)
def test_a_file_is_called_by_what_it_is(
    form_page: ApplicationFormPage, name: str, given: str
) -> None:
    application = apply(form_page, Curriculum=pdf(name))
    url = address("file", application.pk, application.files.get().pk)
    response = browser(*VIEW).get(url)
    assert b"".join(response.streaming_content)
    assert f'filename="{given}"' in response["Content-Disposition"]


def test_a_file_belongs_to_its_application(
    form_page: ApplicationFormPage, application: Application
) -> None:
    other = apply(form_page, Address="ben@example.org")
    file = application.files.get()
    client = browser(*VIEW)
    assert client.get(address("file", other.pk, file.pk)).status_code == 404
    file.file.storage.delete(file.file.name)
    assert client.get(address("file", application.pk, file.pk)).status_code == 404


# --- export ---------------------------------------------------------------


def test_the_export_holds_what_the_list_shows_and_runs_nothing(
    home: HomePage, admin_client: Client
) -> None:
    page = make_form(home)
    apply(page, Why="=cmd|' /C calc'!A0", Curriculum=[pdf("=1+1.pdf"), pdf("b.pdf")])
    other = make_form(home, slug="other", title="Other")
    apply(other, Address="ben@example.org")
    url = f"{address('export')}?form={record_of(page).pk}"
    assert "A file with 1 application" in admin_client.get(url).content.decode()
    response = admin_client.post(url, {})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("id,form,status,assigned_to,name,email,language,marked,sent,Why?")
    assert "'=cmd" in lines[1]
    assert ",=" not in lines[1]
    assert "'=1+1.pdf; b.pdf" in lines[1]
    assert "For years" in lines[1]
    assert "no-store" in response["Cache-Control"]
    entry = ModelLogEntry.objects.get(action="campaigns.applications.export")
    assert entry.data["number"] == 1
    both = b"".join(admin_client.post(address("export"), {}).streaming_content).decode()
    # Questions of two forms that read alike are told apart.
    assert "Why?," in both
    assert "Why? #2" in both


def test_a_question_is_no_formula_either(home: HomePage, admin_client: Client) -> None:
    page = make_form(home)
    apply(page)
    application = Application.objects.get()
    application.answers[0]["question"] = "=1+1"
    application.save()
    lines = b"".join(admin_client.post(address("export"), {}).streaming_content).decode()
    assert ",'=1+1," in lines.splitlines()[0]


def test_an_empty_export_says_so(admin_client: Client, form_page: ApplicationFormPage) -> None:
    assert "No application matches" in admin_client.get(address("export")).content.decode()


# --- the page in the editor -----------------------------------------------


def test_the_editor_sees_how_many_came_in_and_the_way_for_those_who_may(
    application: Application, form_page: ApplicationFormPage, admin_client: Client
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[form_page.pk])
    way = f"{address('list')}?form={record_of(form_page).pk}"
    html = admin_client.get(edit).content.decode()
    assert way in html
    assert "1 application" in html
    editor = member()
    editor.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(editor)
    html = client.get(edit).content.decode()
    assert "1 application" in html
    assert way not in html


def try_to_delete(client: Client, page: Page) -> Any:
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    return client.post(url, {"confirm_site_name": "Undersigned"})


@pytest.mark.parametrize("above", [0, 1])
def test_a_form_with_applications_is_not_deleted(
    application: Application, form_page: ApplicationFormPage, admin_client: Client, above: int
) -> None:
    page = form_page.get_parent() if above else form_page
    response = try_to_delete(admin_client, page)
    assert response.status_code == 302
    message = said(response)
    assert "“Become a mentor” was not deleted: 1 application has come in" in message
    assert "unpublish" in message
    assert ApplicationFormPage.objects.filter(pk=form_page.pk).exists()


def test_ticked_pages_are_not_deleted_either(
    application: Application, form_page: ApplicationFormPage, admin_client: Client
) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = admin_client.post(f"{url}?id={form_page.pk}&next=/admin/")
    assert "was not deleted" in said(response)
    assert ApplicationFormPage.objects.filter(pk=form_page.pk).exists()


def test_no_code_deletes_it(application: Application, form_page: ApplicationFormPage) -> None:
    with pytest.raises(ProtectedError):
        form_page.delete()


def test_a_form_without_applications_goes(
    form_page: ApplicationFormPage, admin_client: Client
) -> None:
    try_to_delete(admin_client, form_page)
    assert not ApplicationFormPage.objects.exists()


def test_translations_go_while_the_source_stays(
    application: Application, form_page: ApplicationFormPage, admin_client: Client
) -> None:
    """Not those either: the applications of a language belong to the form."""
    Locale.objects.get_or_create(language_code="es")
    page = form_page.copy_for_translation(Locale.objects.get(language_code="es"), True)
    try_to_delete(admin_client, page)
    assert ApplicationFormPage.objects.filter(pk=page.pk).exists()
