"""What the page cache keeps, for whom and for how long, in front of an application that says it."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from core import page_cache
from core.http import FOR_A_MOMENT
from core.page_cache import FRESH, LONGEST_WAIT, STALE, STALE_IF_ERROR
from tests.reading import Reader

pytestmark = pytest.mark.one_database

PUBLIC = "public, max-age=0, s-maxage=2"
PAGE = "/en/about/"


class Site:
    """An application that notes what it is asked, and numbers its answers."""

    def __init__(self) -> None:
        self.asked: list[WSGIRequest] = []
        self.headers: dict[str, str] = {"Cache-Control": PUBLIC}
        self.status = 200
        self.before: Callable[[], Any] = lambda: None

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = WSGIRequest(environ)
        self.asked.append(request)
        response = self.answer(f"{len(self.asked)}")
        self.before()
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
        return response

    def answer(self, text: str) -> Any:
        return HttpResponse(text, status=self.status, headers=self.headers)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def reader(site: Site) -> Reader:
    return Reader(site)


def read(reader: Reader, url: str = PAGE, **headers: str) -> str:
    return reader.get(url, **headers).text


# --- for how long ---------------------------------------------------------


def test_an_answer_is_kept_for_a_moment(reader: Reader) -> None:
    assert read(reader) == read(reader) == "1"
    reader.wait(FRESH - 0.01)
    assert read(reader) == "1"
    reader.wait(0.01)
    assert read(reader) == "2"


def test_with_every_cache_in_front_a_change_takes_no_more_than_ten_seconds() -> None:
    assert FRESH <= STALE
    assert STALE + FOR_A_MOMENT <= 10


def test_an_answer_says_how_old_it_is(reader: Reader) -> None:
    assert reader.get(PAGE).headers["Age"] == "0"
    reader.wait(2.5)
    assert reader.get(PAGE).headers["Age"] == "2"


# --- what -----------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cache-Control": "max-age=60"},
        {"Cache-Control": "public"},
        {"Cache-Control": "public, s-maxage=0, max-age=60"},
        {"Cache-Control": "public, s-maxage=soon"},
        {"Cache-Control": f"{PUBLIC}, private"},
        {"Cache-Control": f"{PUBLIC}, no-store"},
        {"Cache-Control": f"{PUBLIC}, no-cache"},
        {"Cache-Control": PUBLIC, "Set-Cookie": "csrftoken=x"},
        {"Cache-Control": PUBLIC, "Vary": "Accept-Encoding, Cookie"},
        {"Cache-Control": PUBLIC, "Vary": "Accept-Language"},
        {"Cache-Control": PUBLIC, "Vary": "*"},
    ],
    ids=str,
)
def test_only_what_is_for_everybody_is_kept(
    reader: Reader, site: Site, headers: dict[str, str]
) -> None:
    site.headers = headers
    assert [read(reader) for _time in range(3)] == ["1", "2", "3"]


@pytest.mark.parametrize(("status", "is_kept"), [(200, True), (404, True), (422, False)])
def test_which_statuses_are_kept(reader: Reader, site: Site, status: int, is_kept: bool) -> None:
    site.status = status
    assert {reader.get(PAGE).status for _time in range(2)} == {status}
    assert (len(site.asked) == 1) is is_kept


def test_a_stream_is_handed_on_whole(
    reader: Reader, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stream(text: str) -> StreamingHttpResponse:
        return StreamingHttpResponse([b"a", b"b"], headers=site.headers)

    monkeypatch.setattr(site, "answer", stream)
    assert [read(reader), read(reader)] == ["ab", "ab"]
    assert [request.headers.get("If-None-Match") for request in site.asked] == [None] * 3


def test_what_is_not_kept_does_not_make_readers_wait_for_each_other(
    reader: Reader, site: Site
) -> None:
    site.headers = {}
    read(reader)
    site.before = lambda: asking.append(len(reader.cache._asking))
    asking: list[int] = []
    read(reader)
    assert asking == [0]


def test_there_is_room_for_so_much_and_the_oldest_goes(
    reader: Reader, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "CAPACITY", 10 * page_cache._OVERHEAD)
    for number in range(100):
        read(reader, f"/en/?page={number}")
    assert len(reader.cache._answers) < 10
    assert reader.cache._size <= page_cache.CAPACITY
    assert read(reader, "/en/?page=99") == "100"
    assert read(reader, "/en/?page=0") == "101"
    for name in list(reader.cache._answers):
        reader.cache._size -= page_cache._size(name, reader.cache._answers[name])
    assert reader.cache._size == 0


# --- for whom -------------------------------------------------------------

SOMEBODY = [
    {"cookie": "sessionid=abc"},
    {"cookie": "theme=dark; csrftoken=abc"},
    {"cookie": "django_language=ar"},
    {"cookie": "messages=abc"},
    {"authorization": "Basic YTpi"},
]


@pytest.mark.parametrize("headers", SOMEBODY, ids=str)
def test_somebody_is_answered_by_django_and_for_nobody_else(
    reader: Reader, site: Site, headers: dict[str, str]
) -> None:
    assert read(reader, **headers) == "1"
    assert read(reader) == "2"
    assert read(reader, **headers) == "3"
    assert read(reader) == "2"
    (name,) = headers
    assert name in {key.lower() for key in site.asked[0].headers}


@pytest.mark.parametrize("address", ["/en/signature/abc/", "/es/comment/abc/", "/admin/", "/s/abc"])
def test_there_are_addresses_of_which_nothing_is_kept(reader: Reader, address: str) -> None:
    assert [read(reader, address), read(reader, address)] == ["1", "2"]
    assert not reader.cache._answers


def test_django_is_asked_for_everybody_and_told_of_nobody(reader: Reader, site: Site) -> None:
    reader.get(
        PAGE,
        cookie="_ga=1.2.3",
        referer="https://example.org/mail?user=7",
        user_agent="Somebody's",
        accept_language="ar",
        if_none_match='"1"',
        x_forwarded_for="203.0.113.7",
    )
    told = {name.lower() for name in site.asked[0].headers}
    assert told == {"x-forwarded-for"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"PATH_INFO": "/es/about/"}),
        ({}, {"QUERY_STRING": "page=2"}),
        ({}, {"HTTP_HOST": "other.example.org"}),
        ({}, {"SERVER_PORT": "8080"}),
        ({}, {"wsgi.url_scheme": "https"}),
        ({}, {"HTTP_X_FORWARDED_PROTO": "https"}),
        ({}, {"SCRIPT_NAME": "/below"}),
        ({}, {"HTTP_ACCEPT_ENCODING": "gzip, br"}),
        (
            {"PATH_INFO": "/", "HTTP_ACCEPT_LANGUAGE": "es"},
            {"PATH_INFO": "/", "HTTP_ACCEPT_LANGUAGE": "ar"},
        ),
    ],
    ids=str,
)
def test_what_an_answer_depends_on(
    site: Site, settings: Any, first: dict[str, str], second: dict[str, str]
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site.headers["Vary"] = "Accept-Encoding"
    if first:
        site.headers["Vary"] = "Accept-Language"
    reader = Reader(site)
    environ = RequestFactory().get(PAGE).environ
    one, other = {**environ, **first}, {**environ, **second}
    answers = [reader.send(asked).text for asked in (one, other, one, other)]
    assert answers == ["1", "2", "1", "2"]


# --- where a reader comes from --------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["source=poster", "partner=guild&source=a", "utm_source=x&utm_medium=y", "fbclid=1", "&&"],
)
def test_where_readers_come_from_makes_no_answer_of_its_own(
    reader: Reader, site: Site, query: str
) -> None:
    assert read(reader, f"{PAGE}?{query}") == read(reader) == "1"
    assert site.asked[0].META["QUERY_STRING"] == ""
    assert read(reader, f"{PAGE}?{query}&page=2&q=a+b") == "2"
    assert site.asked[1].META["QUERY_STRING"] == "page=2&q=a+b"


def test_no_other_parameter_is_taken_for_one() -> None:
    for query in ("sources=a", "q=source=a", "Source=a", "id=1", "page=2", "from=1&to=2&all=1"):
        assert page_cache.without_tracking(query) == query


def test_where_an_address_leads_is_told_where_readers_come_from(reader: Reader, site: Site) -> None:
    site.status = 302
    reader.get(f"{PAGE}?source=poster")
    assert site.asked[-1].GET["source"] == "poster"
    reader.get(PAGE)
    reader.get(f"{PAGE}?source=flyer")
    assert site.asked[-1].GET["source"] == "flyer"


# --- asking for less ------------------------------------------------------


def test_head_is_answered_without_a_body(reader: Reader, site: Site) -> None:
    reader.ask("HEAD", PAGE)
    assert read(reader) == "2"
    answer = reader.ask("HEAD", PAGE)
    assert (answer.status, answer.body, len(site.asked)) == (200, b"", 2)


@pytest.mark.parametrize(
    ("known", "status"),
    [('"a"', 304), ('W/"a"', 304), ('"x", "a"', 304), ("*", 304), ('"b"', 200), ("a", 200)],
)
def test_who_has_it_already_is_told_so(reader: Reader, site: Site, known: str, status: int) -> None:
    site.headers |= {"ETag": 'W/"a"', "Vary": "Accept-Encoding", "Content-Language": "en"}
    for _time in range(2):
        answer = reader.get(PAGE, if_none_match=known)
        assert answer.status == status
    if status == 304:
        assert answer.body == b""
        assert {*answer.headers} == {"Cache-Control", "ETag", "Vary", "Age"}
    assert len(site.asked) == 1


# --- several at once ------------------------------------------------------


class Slow:
    """Lets a site's answer wait until it is told to go on."""

    def __init__(self, site: Site) -> None:
        self.is_asked, self.go_on = threading.Event(), threading.Event()
        site.before = self.wait

    def wait(self) -> None:
        self.is_asked.set()
        assert self.go_on.wait(10)


def in_thread(call: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    result: list[Any] = []
    thread = threading.Thread(target=lambda: result.append(call()))
    thread.start()
    return thread, result


def test_while_one_asks_the_others_get_what_there_is(
    reader: Reader, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once: without it, they would wait until the first gives up."""
    monkeypatch.setattr(page_cache, "LONGEST_WAIT", 60)
    read(reader)
    reader.wait(FRESH)
    slow = Slow(site)
    thread, first = in_thread(lambda: read(reader))
    assert slow.is_asked.wait(10)
    assert [read(reader) for _time in range(3)] == ["1"] * 3
    slow.go_on.set()
    thread.join(10)
    assert first == ["2"]
    assert read(reader) == "2"
    assert len(site.asked) == 2


@pytest.mark.parametrize("is_too_old", [True, False])
def test_without_one_that_is_good_they_wait_and_django_is_asked_once(
    reader: Reader, site: Site, is_too_old: bool
) -> None:
    if is_too_old:
        read(reader)
        reader.wait(STALE)
    slow = Slow(site)
    threads = [in_thread(lambda: read(reader)) for _reader in range(5)]
    assert slow.is_asked.wait(10)
    slow.go_on.set()
    for thread, _result in threads:
        thread.join(10)
    expected = "2" if is_too_old else "1"
    assert [result for _thread, result in threads] == [[expected]] * 5


# --- when Django fails ----------------------------------------------------


def test_when_django_fails_readers_get_the_last_good_answer(reader: Reader, site: Site) -> None:
    read(reader)
    site.status = 500
    reader.wait(STALE)
    assert reader.get(PAGE).text == "1"
    assert len(site.asked) == 2
    # It is not asked again for each reader.
    assert reader.get(PAGE).status == 200
    assert len(site.asked) == 2
    reader.ask("POST", PAGE)
    assert reader.get(PAGE).text == "1"
    assert len(site.asked) == 3
    reader.wait(STALE_IF_ERROR - STALE)
    assert reader.get(PAGE).status == 500
    site.status = 200
    assert read(reader) == f"{len(site.asked)}"


def test_while_django_does_not_answer_only_the_first_readers_wait(
    reader: Reader, site: Site
) -> None:
    read(reader)
    reader.wait(STALE)
    slow = Slow(site)
    thread, first = in_thread(lambda: read(reader))
    assert slow.is_asked.wait(10)
    reader.wait(LONGEST_WAIT)
    assert [read(reader) for _time in range(3)] == ["1"] * 3
    assert first == []
    slow.go_on.set()
    thread.join(10)
    assert first == ["2"]


def test_a_failure_is_not_kept(reader: Reader, site: Site) -> None:
    site.status = 503
    assert reader.get(PAGE).status == 503
    site.status = 200
    assert reader.get(PAGE).status == 200


# --- after a change -------------------------------------------------------


def test_who_has_sent_a_form_reads_what_comes_of_it(reader: Reader) -> None:
    assert read(reader) == "1"
    reader.wait(1)
    reader.ask("POST", PAGE)
    reader.wait(0.1)
    assert read(reader) == read(reader) == "3"


def test_many_who_sign_do_not_keep_pages_from_being_kept(reader: Reader, site: Site) -> None:
    made = set()
    for _tenth in range(10 * FRESH):
        reader.wait(0.1)
        reader.ask("POST", PAGE)
        made.add(read(reader))
    assert len(made) <= 3


def test_a_change_by_somebody_logged_in_always_counts(reader: Reader) -> None:
    made = []
    for _time in range(3):
        reader.wait(0.1)
        reader.ask("POST", "/admin/", cookie="sessionid=abc")
        reader.wait(0.1)
        made.append(read(reader))
    assert len({*made}) == 3


def test_a_change_in_one_process_reaches_the_readers_of_another(site: Site) -> None:
    """By time alone: neither knows of the other."""
    one, other = Reader(site), Reader(site)
    assert [read(one), read(other)] == ["1", "2"]
    for reader in (one, other):
        reader.wait(1)
    one.ask("POST", PAGE, cookie="sessionid=abc")
    one.wait(0.1)
    assert [read(one), read(other)] == ["4", "2"]
    other.wait(FRESH - 1)
    assert read(other) == "5"


def test_what_changes_while_django_answers_is_not_missed(reader: Reader, site: Site) -> None:
    def change() -> None:
        site.before = lambda: None
        reader.wait(0.1)
        reader.ask("POST", PAGE, cookie="sessionid=abc")

    site.before = change
    read(reader)
    reader.wait(0.1)
    assert read(reader) == "3"
