"""Confirmations through a provider that takes its time for each call."""

import json
import os
import sys
from collections.abc import Mapping

from bench import data
from bench.cases import Bench
from bench.measuring import require
from bench.results import Figure
from bench.servers import Process, output_of, told_by
from core.mail.models import OutgoingMail
from core.mail.queue import Recipient, queue_mail
from petitions.models import Signature
from petitions.tokens import links

# What is sent one by one is a share of the batch: it takes a tenth of a second each.
SHARE = 200


def drained(bench: Bench, mail: Process) -> list[Figure]:
    """Measure how many leave in a second, one by one and in batches, and the worker's memory."""
    number = bench.size.mails
    # What those who signed before are still waiting for.
    OutgoingMail.objects.all().delete()
    batches = Figure("confirmations sent in batches", 0, "a second", goal="10,000 in < 60 s")
    first = Figure("worker's peak memory after the first batch", 0, "MB")
    peak = Figure("worker's peak memory after the last batch", 0, "MB", goal="flat")
    for each in range(bench.size.rounds):
        _queue(number, f"mail{each}x")
        told_by(mail)
        result = _drain({})
        _check(mail, result, number)
        batches.values.append(number / result["seconds"])
        first.values.append(result["first_memory"] / 1e6)
        peak.values.append(result["peak_memory"] / 1e6)
    singly = Figure("confirmations sent one by one", 0, "a second")
    few = max(number // SHARE, 10)
    for each in range(bench.size.rounds):
        _queue(few, f"single{each}x")
        result = _drain({"MAIL_PROVIDER": "postmark"})
        _check(mail, result, few)
        singly.values.append(few / result["seconds"])
    batches.limit = singly
    return [singly, batches, first, peak]


def _queue(number: int, tag: str) -> None:
    """Queue confirmations, each with the links of a signature that waits for it."""
    keys = data.pending(number, tag)
    recipients = [
        Recipient(f"{tag}{place}@example.org", links(Signature(pk=key, language="en")))
        for place, key in enumerate(keys)
    ]
    queue_mail("confirm_signature", "en", recipients, batch=str(data.record().pk))


def _drain(env: Mapping[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.draining"]
    result: dict[str, float] = json.loads(output_of(command, {**os.environ, **env}))
    return result


def _check(mail: Process, result: dict[str, float], number: int) -> None:
    """Assert that the provider has had each mail once, and that none is left."""
    taken = json.loads(told_by(mail))
    require("mails that were sent", result["sent"], number)
    require("mails that the provider has had", taken["mails"], number)
    require("mails that it has had twice", taken["repeated"], 0)
    require("mails that are left", data.numbers()["queued"], 0)
