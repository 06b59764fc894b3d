"""When two names are the same name: however they are spelt, and in whatever script.

Names of one script are the same when their letters are. Names of two scripts
are compared by their consonants in Latin letters: vowels are written in one and
left out in another, and several consonants of one are a single letter elsewhere.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from anyascii import anyascii
from django.utils.text import slugify

from core.finding.words import fold

# What says how an organisation is registered, and is in one spelling of its name only.
_LEGAL_FORMS = {
    "inc", "ltd", "llc", "ev", "eu", "gmbh", "asbl", "ong", "ngo", "org", "the", "co", "sa",
}  # fmt: skip
# Within a word: "e.V." is one, and so is "Women's".
_IN_WORD = re.compile("[.'’]")
_NO_LETTER = re.compile(r"[\W_]+")
# Letters of Latin script that stand for one sound, or for sounds that scripts do not tell apart.
_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("cqgkx", "k"),
        **dict.fromkeys("pbvf", "b"),
        **dict.fromkeys("td", "t"),
        **dict.fromkeys("szj", "s"),
        **dict.fromkeys("aeiouywh'", None),
    }
)
_DOUBLED = re.compile(r"(.)\1+")
# Fewer consonants are in many names by chance.
_FEWEST_SOUNDS = 3
# Latin letters that other scripts' letters become, with two for a single sound.
_PAIRS = (("sh", "s"), ("ch", "s"), ("th", "t"), ("ph", "b"), ("kh", "k"), ("gh", "k"), ("dh", "t"))
_ARTICLE = re.compile("\\b(?:al|el)-(?=[a-z]{3})|\\b\u0627\u0644(?=\\w{2})")
LONGEST_SLUG = 80
# What stands below the directory beside the organisations.
BY_COUNTRY = "by-country"
# What the column "id" of a file says of an organisation that only seems to be there.
NEW_ID = "new"
# No organisation has one of these as its name in addresses.
RESERVED_SLUGS = frozenset({BY_COUNTRY, NEW_ID})
# Where many organisations have their pages; the rest of the address tells them apart.
_SHARED_HOSTS = {
    "facebook.com", "instagram.com", "linkedin.com", "x.com", "twitter.com", "youtube.com",
    "sites.google.com", "linktr.ee", "t.me", "tiktok.com", "wordpress.com", "blogspot.com",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def same_name_key(name: str) -> str:
    """Return what is equal for two spellings of a name in one script.

    Case, accents, punctuation, spaces and legal forms do not count. A name
    of nothing else is compared as it is.
    """
    words = _NO_LETTER.sub(" ", fold(_IN_WORD.sub("", name))).split()
    telling = [word for word in words if word not in _LEGAL_FORMS]
    return "".join(telling or words) or name.strip()


@lru_cache(maxsize=20_000)
def sound_key(name: str) -> str:
    """Return what is equal for a name in two scripts; empty where too little is left of it."""
    latin = anyascii(_ARTICLE.sub("", unicodedata.normalize("NFC", name).lower())).lower()
    for pair, letter in _PAIRS:
        latin = latin.replace(pair, letter)
    sounds = _NO_LETTER.sub("", latin).translate(_SOUNDS)
    sounds = _DOUBLED.sub(r"\1", sounds)
    return sounds if len(sounds) >= _FEWEST_SOUNDS else ""


@lru_cache(maxsize=20_000)
def script_of(name: str) -> str:
    """Return the script that most letters of a name are in, by Unicode's names of the letters."""
    scripts = [unicodedata.name(mark, "").split(" ")[0] for mark in name if mark.isalpha()]
    return max(scripts, key=scripts.count, default="")


def slug_of(name: str) -> str:
    """Return a name in letters a to z, for addresses; never empty."""
    return slugify(anyascii(name))[:LONGEST_SLUG].strip("-") or "organisation"


def host_of(website: str) -> str:
    """Return the host of a website without "www."; empty for one that many share, or for none."""
    try:
        host = (urlsplit(website).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    is_shared = any(host == shared or host.endswith(f".{shared}") for shared in _SHARED_HOSTS)
    return "" if is_shared else host[:255]
