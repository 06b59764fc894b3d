"""Ask the web server of this machine for an address: `python -m deploy.probe /readyz/`.

Ends with 0 if it answers 200, with 1 and its answer otherwise.
"""

import os
import sys
import urllib.error
import urllib.request

# How long an answer may take (seconds).
TIMEOUT = 4


def main(path: str) -> int:
    """Ask; return the exit code."""
    url = f"http://localhost:{os.environ.get('PORT') or 8000}{path}"
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT):
            return 0
    except urllib.error.HTTPError as error:
        print(error.read().decode(errors="replace"))
    except OSError as error:
        print(error)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
