"""What browsers are told not to run, and what pages would have them run."""

import re
from typing import Any

from tests.petitions.html import read_html

# Styles that stand in a page; the policy allows none either.
_STYLE = re.compile(r"<style\b|\sstyle=")
# What search engines read runs nowhere.
_DATA = re.compile(r'<script type="application/ld\+json">')
NONE, SELF = "'none'", "'self'"


def objections(response: Any) -> list[str]:
    """Return what is wrong with the policy of an answer, and what it would have to allow."""
    said = response.headers.get("Content-Security-Policy", "")
    policy = dict(part.strip().partition(" ")[::2] for part in said.split(";"))
    # What a visitor starts comes from a named player.
    frames = policy.pop("frame-src", "").split()
    wrong = [f"frame-src {frame}" for frame in frames if not frame.startswith("https://")]
    if policy.get("default-src") != NONE:
        wrong.append(f"default-src {policy.get('default-src')}")
    wrong += [f"{name} {value}" for name, value in policy.items() if value not in (NONE, SELF, "")]
    if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
        needed = {"base-uri": NONE, "form-action": SELF, "frame-ancestors": SELF}
        wrong += [name for name, value in needed.items() if policy.get(name) != value]
        html = _DATA.sub("", response.content.decode())
        wrong += [*read_html(html).running, *_STYLE.findall(html)]
    return wrong
