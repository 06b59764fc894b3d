"""Send what is queued, as the worker does, and tell how long it took: `python -m bench.draining`.

Writes JSON: mails sent, seconds, and the peak memory in bytes after the first
and after the last batch.
"""

import json
import os
import sys
import time

import django

from bench.servers import ROOT, peak_memory_of


def main() -> None:
    """Send batch by batch until nothing is due."""
    sys.path.insert(0, str(ROOT / "site"))
    django.setup()
    from core.mail.sending import send_next_batch

    begin = time.perf_counter()
    sent = first = 0
    while (batch := send_next_batch()) is not None:
        sent += batch
        first = first or peak_memory_of(os.getpid())
    seconds = time.perf_counter() - begin
    peak = peak_memory_of(os.getpid())
    json.dump(
        {"sent": sent, "seconds": seconds, "first_memory": first, "peak_memory": peak}, sys.stdout
    )


if __name__ == "__main__":
    main()
