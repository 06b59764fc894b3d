"""Requests as the bytes that go over the wire, and what their answers must be."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from bench.measuring import Stream
from petitions.tokens import signed_links

FORM = {
    "kind": "person",
    "given_name": "Ana",
    "family_name": "Silva e Souza",
    "country": "PT",
    "visibility": "initials",
    "comment": "I sign because stories belong to the people who lived them.",
    "consent_terms": "on",
    "consent_updates": "on",
    "source": "newsletter",
    "partner": "guild",
}
BROWSER = "User-Agent: bench\r\nAccept: text/html\r\nAccept-Language: en\r\n"


def get(path: str, *, cookie: str = "") -> str:
    """Return a GET request, as a browser that takes compressed answers sends it."""
    lines = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{BROWSER}"
    if cookie:
        return f"{lines}Cookie: sessionid={cookie}\r\n\r\n"
    return f"{lines}\r\n"


def post(path: str, data: dict[str, str], *, cookie: str = "") -> str:
    """Return a POST request with a form, sent from the site's own page."""
    body = urlencode(data)
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{BROWSER}"
        f"Origin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n{cookie}"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


def reading(name: str, path: str, contains: str) -> Stream:
    """Return the same GET over and over."""
    return Stream(name, [get(path)], 200, contains, repeats=True)


def reading_past_the_cache(name: str, path: str, contains: str, tag: str, number: int) -> Stream:
    """Return GETs of which no two are the same to a cache."""
    requests = [get(f"{path}?number={tag}-{n}") for n in range(number)]
    return Stream(name, requests, 200, contains)


def signing(path: str, tag: str, number: int, *, one_in: int = 1) -> Stream:
    """Return sign forms of people of whom each has an address of their own."""
    requests = [post(path, {**FORM, "email": f"{tag}{n}@example.org"}) for n in range(number)]
    return Stream("sign", requests, 303, "Location: ", one_in=one_in)


def confirming(ids: Iterable[UUID], thanks: str, *, one_in: int = 1) -> Stream:
    """Return the buttons behind the links in mails."""
    requests = []
    for key in ids:
        token = signed_links.make_token(key, "confirm")
        requests.append(post(f"/en/signature/confirm/{token}/", {"shown": "1"}))
    return Stream("confirm", requests, 303, f"Location: {thanks}", one_in=one_in)


def plain_signing(tag: str, number: int) -> Stream:
    """Return the same forms for the view that makes one row."""
    requests = [post("/insert/", {**FORM, "email": f"{tag}{n}@example.org"}) for n in range(number)]
    return Stream("insert", requests, 303, "Location: ")


def form_page_signing(path: str, number: int) -> Stream:
    """Return forms for Wagtail's form page, which asks for Django's token and is given one."""
    token = "t" * 32
    cookie = f"Cookie: csrftoken={token}\r\n"
    data = {
        "csrfmiddlewaretoken": token,
        "given_name": FORM["given_name"],
        "family_name": FORM["family_name"],
        "country": FORM["country"],
        "visibility": FORM["visibility"],
        "comment": FORM["comment"],
        "consent_terms": "on",
        "consent_updates": "on",
    }
    requests = [
        post(path, {**data, "email": f"form{n}@example.org"}, cookie=cookie) for n in range(number)
    ]
    return Stream("form", requests, 200, "Thank you")
