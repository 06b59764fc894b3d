"""Drafts for comment in the admin: opening, ending, the list of comments, answers, the export."""

import csv
import io
import json
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, ModelLogEntry

from resources.commenting.admin.decisions import DECISIONS
from resources.models import Comment, Consultation, EditionText, GuidanceNotePage
from tests.factories import NOTE_BODY, UserFactory
from tests.resources.commenting import SECTIONS, CommentFactory, ConsultationFactory
from users.models import User

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LIST = reverse("resources_comments:list")
EXPORT = reverse("resources_comments:export")
DRAFTS = reverse("resources_consultations:index")
MODERATOR = ("view_comment", "moderate_comment")
EXPORTER = ("view_comment", "export_comment")
KEEPER = ("view_consultation", "change_consultation", "delete_consultation")


@pytest.fixture
def consultation(home: Any) -> Consultation:
    """A draft that is open for a week."""
    return ConsultationFactory()


def member(*codenames: str) -> User:
    """Return a member of staff who may log in and has the permissions named."""
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", *codenames],
            content_type__app_label__in=["resources", "wagtailadmin"],
        )
    )
    return user


def browser(*codenames: str) -> Client:
    """Return a browser in which such a member of staff is logged in."""
    client = Client()
    client.force_login(member(*codenames))
    return client


def bulk(action: str, **query: Any) -> str:
    """Return the address of a decision."""
    path = reverse("wagtail_bulk_action", args=["resources", "comment", action])
    return f"{path}?{urlencode(query, doseq=True)}"


def said(response: Any) -> list[str]:
    """Return the messages of an answer."""
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


# --- permissions --------------------------------------------------------------


def addresses(comment: Comment) -> dict[str, str]:
    """Return what there is to visit."""
    return {
        "list": LIST,
        "results": reverse("resources_comments:list_results"),
        "detail": reverse("resources_comments:inspect", args=[comment.pk]),
        "decide": bulk("publish_comment", id=comment.pk),
        "export": EXPORT,
        "drafts": DRAFTS,
        "draft": reverse("resources_consultations:edit", args=[comment.consultation_id]),
    }


@pytest.mark.parametrize(
    ("codenames", "allowed"),
    [
        ((), set()),
        (("view_comment",), {"list", "results", "detail"}),
        (MODERATOR, {"list", "results", "detail", "decide"}),
        (EXPORTER, {"list", "results", "detail", "export"}),
        # Neither works without being allowed to look.
        (("moderate_comment",), set()),
        (("export_comment",), set()),
        (("view_consultation",), {"drafts"}),
        (KEEPER, {"drafts", "draft"}),
    ],
)
def test_each_permission_opens_what_it_should(
    codenames: tuple[str, ...], allowed: set[str], consultation: Consultation
) -> None:
    comment = CommentFactory(consultation=consultation, status="confirmed")
    client, visited = browser(*codenames), addresses(comment)
    opened = {name for name, url in visited.items() if client.get(url).status_code == 200}
    assert opened == allowed
    for name in ("decide", "detail"):
        client.post(visited[name], {"verdict": "taken_up", "answer": "Yes"})
    comment.refresh_from_db()
    may_decide = "decide" in allowed
    assert comment.status == ("published" if may_decide else "confirmed")
    assert comment.verdict == ("taken_up" if may_decide else "open")
    posted = client.post(EXPORT)
    assert posted.streaming == ("export" in allowed)


def test_nobody_writes_or_deletes_a_comment(
    consultation: Consultation, admin_client: Client
) -> None:
    comment = CommentFactory(consultation=consultation)
    for name in ("add", "edit", "delete", "copy", "history", "usage"):
        with pytest.raises(NoReverseMatch):
            reverse(f"resources_comments:{name}", args=[comment.pk])
    with pytest.raises(NoReverseMatch):
        reverse("resources_consultations:add")
    # Wagtail has a way to delete snippets in bulk, which a superuser passes.
    for method in (admin_client.get, admin_client.post):
        assert method(bulk("delete", id=comment.pk)).status_code == 302
    assert Comment.objects.exists()
    chooser = "/admin/snippets/choose/resources/comment/"
    assert admin_client.get(chooser, follow=True).status_code == 404


def test_the_menu_shows_what_one_may_open(consultation: Consultation) -> None:
    def menu(*codenames: str) -> str:
        return browser(*codenames).get(reverse("wagtailadmin_home")).content.decode()

    assert LIST not in menu()
    assert LIST in menu("view_comment")
    assert DRAFTS not in menu("view_comment")
    assert DRAFTS in menu("view_consultation")


class TestGroup:
    """The migration that gives communications staff what they need."""

    migration = import_module("resources.migrations.0004_communications_staff_comments")
    editor = SimpleNamespace(connection=connection)

    def codenames(self) -> set[str]:
        group = Group.objects.get(name="Communications staff")
        own = group.permissions.filter(
            content_type__app_label="resources", content_type__model__in=["comment", "consultation"]
        )
        return set(own.values_list("codename", flat=True))

    @pytest.mark.parametrize("is_first", [True, False])
    def test_gives_all_but_the_export(self, is_first: bool) -> None:
        Permission.objects.filter(content_type__app_label="resources").delete()
        if is_first:
            Group.objects.all().delete()
        for _time in range(2):
            self.migration.add_permissions(apps, self.editor)
        assert self.codenames() == {*MODERATOR, *KEEPER}
        # Named as Django would name them after the last migration, or it would add its own.
        for permission in Permission.objects.filter(content_type__app_label="resources"):
            options = apps.get_model("resources", permission.content_type.model)._meta
            action = permission.codename.partition("_")[0]
            own = dict(options.permissions)
            assert permission.name == own.get(
                permission.codename, f"Can {action} {options.verbose_name_raw}"
            )

    def test_can_be_taken_back(self) -> None:
        self.migration.remove_permissions(apps, self.editor)
        assert self.codenames() == set()
        assert Permission.objects.filter(codename="moderate_comment").exists()


# --- opening --------------------------------------------------------------------


def open_url(page: GuidanceNotePage) -> str:
    """Return the address at which a draft is opened."""
    return reverse("open_for_comment", args=[page.pk])


def draft_of(page: GuidanceNotePage, **changes: Any) -> None:
    """Save a draft, and leave what readers have as it is."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()


@pytest.fixture
def draft(note: GuidanceNotePage) -> GuidanceNotePage:
    """A note with a second edition in the making."""
    body = json.loads(json.dumps(NOTE_BODY))
    body[0]["value"]["heading"] = "Beginning"
    draft_of(note, title="Note on all pictures", body=json.dumps(body), edition_number=2)
    return GuidanceNotePage.objects.get(pk=note.pk)


def in_four_weeks() -> str:
    return (timezone.localdate() + timedelta(days=28)).isoformat()


def test_an_editor_opens_the_newest_draft(draft: GuidanceNotePage, admin_client: Client) -> None:
    shown = admin_client.get(open_url(draft)).content.decode()
    assert "Note on all pictures" in shown
    assert "as the draft of edition 2" in shown
    assert f'value="{in_four_weeks()}"' in shown
    typed = {"closes_on": in_four_weeks(), "introduction": "What is missing?\nTell us."}
    response = admin_client.post(open_url(draft), typed)
    consultation = Consultation.objects.get()
    assert response["Location"] == reverse("resources_consultations:edit", args=[consultation.pk])
    assert said(response)[0].startswith("The draft is open for comment.")
    assert (consultation.edition_number, consultation.language) == (2, "en")
    assert consultation.note.uuid == draft.translation_key
    public = Client().get(consultation.path).content.decode()
    for text in ("Note on all pictures", "Beginning", "<p>What is missing?<br>Tell us.</p>"):
        assert text in public
    # What readers of the note have is still the first edition.
    assert "Beginning" not in Client().get(draft.url).content.decode()
    assert EditionText.objects.count() == 1
    entry = ModelLogEntry.objects.for_instance(consultation).get()
    assert str(entry.message) == "Opened for comment"


def test_what_was_opened_stays_as_it_was(draft: GuidanceNotePage, admin_client: Client) -> None:
    admin_client.post(open_url(draft), {"closes_on": in_four_weeks()})
    consultation = Consultation.objects.get()
    changes = {"edition_number": 2, "edition_changes": "Shorter."}
    draft_of(draft, title="Another title", body=json.dumps(NOTE_BODY[:1]), **changes)
    draft.get_latest_revision().publish()
    assert "Another title" in Client().get(draft.url).content.decode()
    assert Consultation.objects.get().content == consultation.content
    page = Client().get(consultation.path).content.decode()
    assert "Note on all pictures" in page
    assert "Beginning" in page


def test_a_note_that_was_never_published_can_be_opened(guidance: Any, admin_client: Client) -> None:
    page = GuidanceNotePage(
        title="First draft", slug="first", summary="New", body=json.dumps(NOTE_BODY), live=False
    )
    guidance.add_child(instance=page)
    page.save_revision()
    admin_client.post(open_url(page), {"closes_on": in_four_weeks()})
    assert Client().get(Consultation.objects.get().path).status_code == 200
    # It becomes the same note once it is published.
    page.get_latest_revision().publish()
    assert EditionText.objects.get().edition.note == Consultation.objects.get().note


def test_one_draft_of_a_note_is_open_at_a_time(
    draft: GuidanceNotePage, admin_client: Client
) -> None:
    for _time in range(2):
        response = admin_client.post(open_url(draft), {"closes_on": in_four_weeks()})
    assert response.status_code == 422
    assert "Another draft of this note is open" in response.content.decode()
    consultation = Consultation.objects.get()
    Consultation.objects.update(closed_at=timezone.now())
    admin_client.post(open_url(draft), {"closes_on": in_four_weeks()})
    assert Consultation.objects.count() == 2
    # The first one cannot be opened again beside it.
    edit = reverse("resources_consultations:edit", args=[consultation.pk])
    response = admin_client.post(edit, {"closes_on": in_four_weeks(), "introduction": ""})
    assert "Another draft of this note is open" in response.content.decode()
    consultation.refresh_from_db()
    assert consultation.closed_at is not None


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "This field is required."),
        ("tomorrow", "Enter a valid date."),
        ((timezone.localdate() - timedelta(days=2)).isoformat(), "This day is over."),
        ("2199-01-01", "This is more than a year from now."),
    ],
)
def test_a_last_day_must_make_sense(
    day: str, sentence: str, draft: GuidanceNotePage, admin_client: Client
) -> None:
    response = admin_client.post(open_url(draft), {"closes_on": day, "introduction": "Kept"})
    assert sentence in response.content.decode()
    assert "Kept" in response.content.decode()
    assert not Consultation.objects.exists()


def test_a_draft_that_cannot_be_shown_whole_is_not_opened(
    note: GuidanceNotePage, admin_client: Client
) -> None:
    draft_of(note, body="[]", annexes="[]")
    for method in (admin_client.get, admin_client.post):
        response = method(open_url(note), {"closes_on": in_four_weeks()})
        assert "no sections that could be commented on" in response.content.decode()
    assert not Consultation.objects.exists()


def test_what_is_published_already_is_no_draft(
    note: GuidanceNotePage, admin_client: Client
) -> None:
    """Its comments would be counted for an edition that did not grow out of them."""
    response = admin_client.post(open_url(note), {"closes_on": in_four_weeks()})
    assert response.status_code == 422
    assert "give this text the number 2" in response.content.decode()
    assert not Consultation.objects.exists()


def test_only_those_who_may_publish_a_page_open_its_draft(draft: GuidanceNotePage) -> None:
    group = Group.objects.create(name="Writers")
    user = member()
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    def may(action: str) -> None:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{action}_page"
        )
        GroupPagePermission.objects.create(
            group=group, page=draft.get_parent(), permission=permission
        )

    may("change")
    assert open_url(draft) not in client.get(edit).content.decode()
    for method in (client.get, client.post):
        assert method(open_url(draft), {"closes_on": in_four_weeks()}).status_code == 302
    assert not Consultation.objects.exists()
    may("publish")
    assert open_url(draft) in client.get(edit).content.decode()
    # Without leave to change consultations, the way leads back to the page.
    response = client.post(open_url(draft), {"closes_on": in_four_weeks()})
    assert response["Location"] == edit
    assert Consultation.objects.get().opened_by == user


def test_other_pages_are_not_opened(note: GuidanceNotePage, admin_client: Client) -> None:
    parent = note.get_parent()
    assert admin_client.get(reverse("open_for_comment", args=[parent.pk])).status_code == 302
    assert admin_client.get(reverse("open_for_comment", args=[999_999])).status_code == 404
    listing = admin_client.get(reverse("wagtailadmin_explore", args=[parent.pk]))
    assert reverse("open_for_comment", args=[parent.pk]) not in listing.content.decode()


# --- ending -----------------------------------------------------------------------


def edit(client: Client, consultation: Consultation, **typed: str) -> Any:
    url = reverse("resources_consultations:edit", args=[consultation.pk])
    return client.post(url, {"closes_on": in_four_weeks(), "introduction": "", **typed})


def test_a_consultation_is_extended_closed_early_and_opened_again(
    consultation: Consultation, admin_client: Client
) -> None:
    document = consultation.document
    assert said(edit(admin_client, consultation))[-1].startswith("The draft is open")
    consultation.refresh_from_db()
    assert consultation.closes_on.isoformat() == in_four_weeks()
    closed = edit(admin_client, consultation, is_closed="on")
    assert said(closed)[-1].startswith("The draft is closed")
    consultation.refresh_from_db()
    closed_at = consultation.closed_at
    assert not consultation.is_open
    assert consultation.last_day == timezone.localdate()
    # Saving it once more does not move its end.
    edit(admin_client, consultation, is_closed="on", introduction="Thank you.")
    consultation.refresh_from_db()
    assert (consultation.closed_at, consultation.introduction) == (closed_at, "Thank you.")
    edit(admin_client, consultation)
    consultation.refresh_from_db()
    assert consultation.is_open
    assert consultation.document == document


@pytest.mark.parametrize("day", ["2199-01-01", "9999-12-31"])
def test_a_consultation_is_not_extended_by_a_slip_of_the_keys(
    day: str, consultation: Consultation, admin_client: Client
) -> None:
    response = edit(admin_client, consultation, closes_on=day)
    assert "This is more than a year from now." in response.text
    consultation.refresh_from_db()
    assert consultation.closes_on == timezone.localdate() + timedelta(days=7)


def test_the_end_of_a_consultation_that_is_over_can_stay(
    consultation: Consultation, admin_client: Client
) -> None:
    over = timezone.localdate() - timedelta(days=3)
    assert said(edit(admin_client, consultation, closes_on=over.isoformat()))
    consultation.refresh_from_db()
    assert consultation.closes_on == over


def test_the_list_says_how_each_stands(
    consultation: Consultation, admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    CommentFactory.create_batch(3, consultation=consultation, status="published")
    for status in ("confirmed", "quarantined", "pending", "rejected", "withdrawn"):
        CommentFactory(consultation=consultation, status=status)
    page = admin_client.get(DRAFTS).content.decode()
    assert "3 published, 2 waiting" in page
    assert f"{LIST}?consultation={consultation.pk}" in page
    spent = []
    for _time in range(2):
        with django_assert_max_num_queries(60) as captured:
            admin_client.get(DRAFTS)
        spent.append(len(captured))
        for _n in range(4):
            CommentFactory(consultation=ConsultationFactory())
    assert spent[0] == spent[1]


def test_a_consultation_with_comments_is_not_deleted(
    consultation: Consultation, admin_client: Client
) -> None:
    comment = CommentFactory(consultation=consultation, status="pending")
    url = reverse("resources_consultations:delete", args=[consultation.pk])
    for method in (admin_client.get, admin_client.post):
        response = method(url)
        assert response.status_code == 302
        assert "1 comment was sent on it" in said(response)[-1]
    with pytest.raises(ProtectedError):
        consultation.delete()
    with pytest.raises(ProtectedError):
        consultation.note.delete()
    assert Consultation.objects.exists()
    comment.delete()
    assert admin_client.get(url).status_code == 200
    admin_client.post(url)
    assert not Consultation.objects.exists()


def test_a_comment_that_comes_while_the_question_is_read_is_kept(
    consultation: Consultation, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resources.commenting.admin import consultations

    def comment_just_now(locked: Consultation) -> None:
        CommentFactory(consultation=locked)

    monkeypatch.setattr(consultations, "lock_consultation", comment_just_now)
    response = admin_client.post(reverse("resources_consultations:delete", args=[consultation.pk]))
    assert "was not deleted" in said(response)[-1]
    assert Consultation.objects.exists()


# --- the list of comments -----------------------------------------------------------


def listed(client: Client, **query: Any) -> set[str]:
    """Return the texts of the comments that the list shows."""
    response = client.get(f"{LIST}?{urlencode(query, doseq=True)}")
    assert response.status_code == 200
    return {comment.text for comment in response.context["object_list"]}


def test_comments_are_found_by_draft_section_state_verdict_and_words(
    consultation: Consultation, admin_client: Client
) -> None:
    CommentFactory(consultation=consultation, text="first", status="confirmed", name="Éva")
    CommentFactory(
        consultation=consultation,
        text="second",
        section_key=SECTIONS[1].key,
        section_title=SECTIONS[1].title,
        verdict="partly",
        email="Eva.Silva+x@gmail.com",
    )
    other = CommentFactory(text="third", status="quarantined", country="KE")

    def found(**query: Any) -> set[str]:
        return listed(admin_client, **query)

    assert found() == {"first", "second", "third"}
    draft = {"consultation": consultation.pk}
    assert found(**draft) == {"first", "second"}
    assert found(**draft, section_key=SECTIONS[1].key) == {"second"}
    assert found(status=["confirmed", "quarantined"]) == {"first", "third"}
    assert found(verdict="partly") == {"second"}
    assert found(country="KE") == {"third"}
    assert found(q="seco") == {"second"}
    assert found(q="éva") == {"first"}
    assert found(q="evasilva@googlemail.com") == {"second"}
    assert found(q=str(other.pk)) == {"third"}
    # A section belongs to a draft.
    page = admin_client.get(f"{LIST}?consultation={consultation.pk}").content.decode()
    assert "Principle 1 – Respect" in page


def test_the_list_does_not_grow_with_its_rows_nor_read_drafts(
    consultation: Consultation, admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    spent = []
    for _time in range(2):
        CommentFactory.create_batch(10, consultation=consultation)
        admin_client.get(LIST)
        with django_assert_max_num_queries(60) as captured:
            admin_client.get(LIST)
        spent.append(len(captured))
    assert spent[0] == spent[1]
    for query in captured:
        assert '"resources_consultation"."content"' not in query["sql"]


def test_wagtails_own_export_is_off(consultation: Consultation, admin_client: Client) -> None:
    CommentFactory(consultation=consultation)
    response = admin_client.get(f"{LIST}?export=csv")
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_decision_has_its_words(
    decision: Any, consultation: Consultation, admin_client: Client
) -> None:
    rows = CommentFactory.create_batch(
        2, consultation=consultation, status="confirmed", name="Ana <b>"
    )
    Comment.objects.filter(pk=rows[0].pk).update(status="quarantined")
    CommentFactory(consultation=consultation, status="withdrawn")
    Comment.objects.filter(pk=rows[1].pk).update(
        status="rejected" if decision.decision == "put_back" else "confirmed"
    )
    page = admin_client.get(decision.url(id="all")).content.decode()
    assert str(decision.explanation).replace("’", "&#x27;")[:20] in page
    assert "Ana &lt;b&gt;" in page
    response = admin_client.post(decision.url(id="all"), {"until": timezone.now().timestamp()})
    assert response.status_code == 302
    assert "comment" in said(response)[0]
    detail = admin_client.get(reverse("resources_comments:inspect", args=[rows[0].pk]))
    assert detail.status_code == 200


def test_what_arrives_while_the_question_is_read_is_not_decided(
    consultation: Consultation, admin_client: Client
) -> None:
    CommentFactory(consultation=consultation, status="confirmed")
    url = bulk("publish_comment", id="all", consultation=consultation.pk)
    form = admin_client.get(url).context["form"]
    late = CommentFactory(consultation=consultation, status="confirmed")
    CommentFactory(status="confirmed")
    admin_client.post(url, {"until": form["until"].value()})
    assert Comment.objects.filter(status="published").count() == 1
    late.refresh_from_db()
    assert late.status == "confirmed"


def test_the_list_of_drafts_is_called_as_the_menu_calls_it(admin_client: Client) -> None:
    assert admin_client.get(DRAFTS).context["page_title"] == "Drafts for comment"


def test_a_comment_is_answered_on_its_own_page(
    consultation: Consultation, admin_client: Client, admin: User
) -> None:
    comment = CommentFactory(
        consultation=consultation, status="confirmed", text="<b>Bold</b>\nwords"
    )
    url = reverse("resources_comments:inspect", args=[comment.pk])
    page = admin_client.get(url).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt;<br>words" in page
    assert "&lt;bdi&gt;" not in page
    assert comment.email in page
    assert bulk("publish_comment").rstrip("?") in page
    response = admin_client.post(url, {"verdict": "taken_up", "answer": "Thank you."})
    assert response["Location"] == url
    comment.refresh_from_db()
    assert (comment.verdict, comment.answer, comment.decided_by) == (
        "taken_up",
        "Thank you.",
        admin,
    )
    # Answering does not publish.
    assert comment.status == "confirmed"
    history = admin_client.get(url).content.decode()
    assert "Answered: taken up" in history
    wrong = admin_client.post(url, {"verdict": "burned", "answer": "a" * 5001})
    assert wrong.status_code == 422
    assert "a" * 5001 in wrong.content.decode()
    comment.refresh_from_db()
    assert comment.answer == "Thank you."


def test_an_answer_to_what_was_just_erased_says_so(
    consultation: Consultation, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resources.commenting import moderating

    comment = CommentFactory(consultation=consultation, status="confirmed")
    answer = moderating.answer

    def erase_first(*args: Any) -> bool:
        Comment.objects.all().delete()
        return answer(*args)

    monkeypatch.setattr(moderating, "answer", erase_first)
    url = reverse("resources_comments:inspect", args=[comment.pk])
    response = admin_client.post(url, {"verdict": "open", "answer": "Too late"})
    assert response["Location"] == LIST
    assert "erased by its writer" in said(response)[0]


# --- the export -----------------------------------------------------------------------


def test_the_export_holds_what_is_listed_and_is_recorded(
    consultation: Consultation, admin_client: Client, admin: User
) -> None:
    comment = CommentFactory(
        consultation=consultation,
        status="published",
        text="=cmd|' /C calc'!A0\nsecond line",
        name="+Ana",
        organisation="@Guild",
        answer="-1",
    )
    CommentFactory(text="Not this one")
    url = f"{EXPORT}?consultation={consultation.pk}&q=ana"
    assert "A file with 1 comment" in admin_client.get(url).content.decode()
    response = admin_client.post(url, {})
    assert response.streaming
    assert "no-store" in response["Cache-Control"]
    assert "comments-guidance-on-pictures-" in response["Content-Disposition"]
    text = b"".join(response.streaming_content).decode()
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert row["comment"] == "'=cmd|' /C calc'!A0\nsecond line"
    assert (row["name"], row["organisation"], row["answer"]) == ("'+Ana", "'@Guild", "'-1")
    assert (row["id"], row["email"], row["edition"]) == (str(comment.pk), comment.email, "1")
    entry = ModelLogEntry.objects.for_instance(consultation).get()
    assert entry.user == admin
    assert str(entry.message) == "1 comment exported"
    assert "ana" not in str(entry.data).lower().replace("resources", "")
    assert "found by a search" in entry.comment


def test_each_comment_is_in_the_export_once(
    consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resources.commenting import exporting

    monkeypatch.setattr(exporting, "CHUNK", 3)
    moment = timezone.now()
    rows = CommentFactory.create_batch(10, consultation=consultation, created_at=moment)
    rows += CommentFactory.create_batch(3, consultation=consultation)
    lines = "".join(exporting.csv_lines(Comment.objects.all()))
    ids = [row["id"] for row in csv.DictReader(io.StringIO(lines, newline=""))]
    assert sorted(ids) == sorted(str(row.pk) for row in rows)


def test_who_never_confirmed_or_has_withdrawn_is_in_no_export_unless_asked_for(
    consultation: Consultation, admin_client: Client
) -> None:
    for status in Comment.Status.values:
        CommentFactory(consultation=consultation, status=status)

    def exported(**query: Any) -> set[str]:
        url = f"{EXPORT}?{urlencode(query, doseq=True)}"
        content = b"".join(admin_client.post(url, {}).streaming_content).decode()
        return {row["status"] for row in csv.DictReader(io.StringIO(content, newline=""))}

    usual = {"quarantined", "confirmed", "published", "rejected"}
    assert exported() == usual
    assert exported(status=["pending", "published"]) == {"pending", "published"}
    assert exported(status="withdrawn") == {"withdrawn"}
    page = admin_client.get(EXPORT).text
    assert "A file with 4 comments" in page
    assert "2 comments are left out" in page
    assert "left out" not in admin_client.get(f"{EXPORT}?status=pending").text
    numbers = [entry.data["number"] for entry in ModelLogEntry.objects.for_instance(consultation)]
    assert sorted(numbers) == [1, 2, 4]


def test_writers_see_when_comments_were_taken_out(
    consultation: Consultation, admin_client: Client
) -> None:
    from resources.commenting.tokens import links

    comment = CommentFactory(consultation=consultation, status="confirmed")
    url = links(comment)["manage_url"]
    assert "yours may be on them" not in Client().get(url).content.decode()
    admin_client.post(EXPORT, {})
    assert "yours may be on them" in Client().get(url).content.decode()
