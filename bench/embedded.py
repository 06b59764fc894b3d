"""The embedded default, SQLite, seen from a process of its own: `python -m bench.embedded`.

`prepare` makes the content and writes the petition's path; `numbers` writes how
much there is, as JSON.
"""

import json
import sys

import django

from bench.servers import ROOT


def main() -> None:
    """Do what the one argument says."""
    sys.path.insert(0, str(ROOT / "site"))
    django.setup()
    from bench import data

    if sys.argv[1] == "prepare":
        print(data.path_of(data.prepare()))
    else:
        print(json.dumps(data.numbers()))


if __name__ == "__main__":
    main()
