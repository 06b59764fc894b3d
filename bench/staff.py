"""What staff do at the largest number of signatures: list, search, export."""

import http.client
import time
from urllib.parse import urlencode

from bench import data, requests
from bench.cases import Bench
from bench.measuring import Stream, measure, require
from bench.results import Figure
from core.admin.paging import Place
from petitions.models import Signature

LIST = "/admin/petitions/signatures/"


def lists(bench: Bench, level: int, cookie: str) -> list[Figure]:
    """Measure how long one member of staff waits for each list (milliseconds)."""
    email = data.known_address()
    by_time = Signature.objects.order_by("-created_at", "-pk")
    first_day = by_time.reverse()[0].created_at.date()
    # After nine in ten, the way the list itself goes on.
    deep = by_time[level * 9 // 10]
    place = str(Place(True, deep.created_at, deep.pk))
    figures = []
    for name, query, contains in (
        ("signature list", {}, "Ana"),
        ("signature list, oldest first", {"ordering": "created_at"}, "Ana"),
        ("signature list, far down", {"p": place}, "Ana"),
        ("signature list, far down, confirmed", {"p": place, "status": "confirmed"}, "Ana"),
        ("signature list, one day", {"created_at_to": str(first_day)}, "Signed by"),
        ("signature list, one petition", {"petition": data.record().pk}, "Ana"),
        ("signature list, a country where nobody lives", {"country": "VU"}, ""),
        ("signature list, organisations", {"kind": "organisation"}, "Guild"),
        ("search for an address", {"q": email}, "Signed by"),
        ("search for a common name", {"q": "Silva"}, "Silva"),
        ("search for a rare name", {"q": "Rarest"}, "Rarest"),
        ("search for a name that nobody has", {"q": "Nobody-has-it"}, ""),
        ("search for two names", {"q": "Olga Rarest"}, "Rarest"),
        ("search for two letters", {"q": "li"}, "Li"),
        ("search for a part of an address", {"q": "@nowhere.example"}, ""),
    ):
        figure = Figure(name, level, "ms", goal="< 300")
        path = f"{LIST}?{urlencode(query)}"
        stream = Stream("list", [requests.get(path, cookie=cookie)], 200, contains, repeats=True)
        measure(bench.site, stream, seconds=0.1, connections=1)
        for _round in range(bench.size.rounds):
            result = measure(bench.site, stream, seconds=bench.size.seconds / 4, connections=1)
            figure.values.append(result["streams"]["list"]["p50_ms"])
        figures.append(figure)
    return figures


def export(bench: Bench, level: int, cookie: str) -> list[Figure]:
    """Measure the export that a browser fetches: rows a second, and the web process's memory."""
    rows = Figure("export", level, "rows a second", goal="≥ 50,000")
    memory = Figure("export, peak memory of the web process", level, "MB", goal="< 150")
    expected = data.numbers()["signatures"] + 1
    for _round in range(bench.size.rounds):
        begin = time.perf_counter()
        lines = _fetch(bench.site.port, cookie)
        took = time.perf_counter() - begin
        require("lines of the export", lines, expected)
        rows.values.append((lines - 1) / took)
        memory.values.append(bench.site.peak_memory() / 1e6)
    return [rows, memory]


def _fetch(port: int, cookie: str) -> int:
    """Press the button of the export; return the number of lines of the file."""
    token = "t" * 32
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request(
        "POST",
        f"{LIST}export/",
        urlencode({"csrfmiddlewaretoken": token}),
        {
            "Cookie": f"sessionid={cookie}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Host": "127.0.0.1",
            "Origin": "http://127.0.0.1",
        },
    )
    answer = connection.getresponse()
    require("status of the export", answer.status, 200)
    lines = 0
    while piece := answer.read(1_048_576):
        lines += piece.count(b"\n")
    return lines
