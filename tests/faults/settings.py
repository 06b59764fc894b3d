"""Production's settings on one machine, with a clock that may go wrong by `CLOCK_OFF` seconds."""

import os
import time
from datetime import timedelta

from django.utils import timezone

from tests.machines.settings import *  # noqa: F403

if OFF := float(os.environ.get("CLOCK_OFF", "0")):
    # Before any model is imported, some of which keep `timezone.now` as it is then.
    _time, _now = time.time, timezone.now
    time.time = lambda: _time() + OFF
    timezone.now = lambda: _now() + timedelta(seconds=OFF)
