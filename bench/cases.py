"""What readers and signers do, beside what it is compared with, in turns."""

from dataclasses import dataclass
from typing import Any

from bench import data, requests
from bench.measuring import measure, require
from bench.results import Figure
from bench.servers import Process
from petitions.models import PetitionPage

# More than any server here answers in a second; what is left over is not sent.
MOST_A_SECOND = 2500


@dataclass
class Size:
    """How much is measured."""

    levels: tuple[int, ...]
    rounds: int
    seconds: float
    # Of the runs of the record's peak.
    sustained_seconds: float
    mails: int


@dataclass
class Bench:
    """The servers and the page that all cases need."""

    page: PetitionPage
    site: Process
    plain: Process
    form_page: Process
    size: Size

    @property
    def url(self) -> str:
        """The petition's path."""
        return data.path_of(self.page)


def hot_paths(bench: Bench, level: int) -> list[Figure]:
    """Measure every path at a number of signatures; the cases take turns in each round."""
    per_second = "a second"
    static = Figure("(a) plain Django, static page", level, per_second)
    insert = Figure("(b) plain Django, form and one insert", level, per_second)
    form = Figure("(c) Wagtail's form page, sent", level, per_second)
    counting = Figure("(c) Wagtail's form page with a count, sent", level, per_second)
    warm = Figure("petition page, cached", level, per_second, limit=static, goal="≥ 0.8")
    cold = Figure("petition page, not cached", level, per_second, limit=static)
    count = Figure("count as JSON", level, per_second, limit=static, goal="≥ 0.9")
    sign = Figure("sign", level, per_second, limit=insert, goal="≥ 0.6")
    sign_form = Figure("sign", level, per_second, limit=form, goal="≥ 5")
    sign_counting = Figure("sign", level, per_second, limit=counting, goal="≥ 30 at 1,000,000")
    confirm = Figure("confirm", level, per_second, limit=insert, goal="≥ 0.6")
    readers = Figure("readers, beside 10 % signers", level, per_second, limit=static)
    signers = Figure("signers, beside 90 % readers", level, per_second, limit=insert)
    for number in range(bench.size.rounds):
        tag = f"r{level}x{number}x"
        most = int(bench.size.seconds * MOST_A_SECOND)
        url, site, seconds = bench.url, bench.site, bench.size.seconds
        count_url = f"/api/petitions/{bench.page.translation_key}/count/"
        for figure, server, streams in (
            (static, bench.plain, [requests.reading("static", "/static/", "A small page")]),
            (warm, site, [requests.reading("page", url, "Dignity in the news")]),
            (
                cold,
                site,
                [requests.reading_past_the_cache("page", url, "Dignity", tag, most)],
            ),
            (count, site, [requests.reading("count", count_url, '"confirmed":')]),
            (insert, bench.plain, [requests.plain_signing(tag, most)]),
            (form, bench.form_page, [requests.form_page_signing("/plain/", most)]),
            (counting, bench.form_page, [requests.form_page_signing("/counting/", most)]),
        ):
            # What the first request of all costs is not what the others cost.
            measure(server, streams[0], seconds=0.2)
            keep(figure, measure(server, *streams, seconds=seconds))
        result = counted(site, requests.signing(url, tag, most), seconds=seconds)
        for figure in (sign, sign_form, sign_counting):
            keep(figure, result)
        ids = data.pending(most, f"w{tag}")
        thanks = f"{url}thank-you/"
        keep(confirm, counted(site, requests.confirming(ids, thanks), seconds=seconds))
        both = counted(
            site,
            requests.reading("page", url, "Dignity in the news"),
            requests.signing(url, f"m{tag}", most, one_in=10),
            seconds=seconds,
        )
        keep(readers, both, "page")
        keep(signers, both, "sign")
    figures = [static, warm, cold, count, insert, sign, confirm, readers, signers]
    return [*figures, form, sign_form, counting, sign_counting]


def keep(figure: Figure, result: dict[str, Any], stream: str = "") -> None:
    """Add a run's result to a figure."""
    one = result["streams"][stream] if stream else next(iter(result["streams"].values()))
    figure.values.append(one["per_second"])
    details = {name: value for name, value in one.items() if name != "examples"}
    figure.details.append({**details, "load_cpu": result["load_cpu"]})


def counted(server: Process, *streams: Any, **options: Any) -> dict[str, Any]:
    """Measure signing and confirming; assert that the rows are what the answers have said."""
    before = data.numbers()
    result = measure(server, *streams, **options)
    after = data.numbers()
    grown = {name: after[name] - before[name] for name in after}
    answers = {name: stream["answers"] for name, stream in result["streams"].items()}
    signed, confirmed = answers.get("sign", 0), answers.get("confirm", 0)
    expected = {
        "signatures": signed,
        "confirmed": confirmed,
        "counted": confirmed,
        "held": 0,
        "terms": signed,
        "updates": signed,
        "queued": signed,
    }
    require("rows, count and mails after the run", grown, expected)
    require("the count", after["counted"], after["confirmed"])
    return result
