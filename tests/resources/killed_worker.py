"""A worker that dies in the middle of a PDF: `python -m tests.resources.killed_worker <step>`.

The step is what it has just done when it is killed: claimed, typeset, or stored.
"""

import os
import signal
import sys
from typing import Any


def die(*args: Any, **kwargs: Any) -> None:
    """End as by the machine's memory running out: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(step: str) -> None:
    """Make the next PDF, as far as the step."""
    import django

    django.setup()
    from django.conf import settings

    settings.MEDIA_ROOT = os.environ["TEST_MEDIA_ROOT"]
    from resources.pdf import making

    what_follows = {"claimed": "render_pdf", "typeset": "_store", "stored": "_save"}
    setattr(making, what_follows[step], die)
    making.make_next()


if __name__ == "__main__":
    main(sys.argv[1])
