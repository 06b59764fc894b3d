"""How gunicorn runs the site: `gunicorn` alone, in this directory, starts it.

Read by the web server before Django; what is given on its command line comes
first. `WEB_CONCURRENCY` is the number of processes, as gunicorn itself has it.
"""

import os
import sys
from pathlib import Path

_site = Path(__file__).resolve().parent / "site"
sys.path.insert(0, str(_site))

from config.environment import logs  # noqa: E402

wsgi_app = "config.wsgi"
pythonpath = str(_site)
bind = f"{os.environ.get('WEB_HOST') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"
# With threads, a request that waits for the database lets others be answered.
threads = int(os.environ.get("WEB_THREADS") or 8)
# Longer than a proxy keeps its connection open, which then never meets a closed one (seconds).
keepalive = 75
# A request that is under way when a new version comes is finished first (seconds).
graceful_timeout = 30
# A stalled temporary directory would stop the heartbeat; memory never stalls.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
# Nobody's address: see `core.logging`.
accesslog = None
logconfig_dict = logs()
