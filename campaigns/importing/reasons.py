"""Why a row was refused, in words, and what to do about it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# By the name that is stored; `%(what)s` is what it is about.
SENTENCES: dict[str, Any] = {
    "too_many_cells": _("The row has more cells than the first line names columns."),
    "formula": _(
        "The cell in the column “%(what)s” begins like a formula. If it is text, write an "
        "apostrophe (') before it."
    ),
    "no_name": _("There is no name."),
    "too_long": _("A text is longer than the letters there is room for: %(what)s."),
    "website": _("“%(what)s” is no address of a website. It begins with https://."),
    "unknown_kind": _("“%(what)s” is no kind of organisation that is known here."),
    "unknown_countries": _("Countries that are not known here: %(what)s."),
    "unknown_languages": _("Languages that are not known here: %(what)s."),
    "unknown_activities": _("Activities that are not known here: %(what)s."),
    "unknown_coalition": _(
        "There is no coalition “%(what)s” in the directory. Import it first, in a file of its own."
    ),
    "of_itself": _("“%(what)s” cannot be a member of itself."),
    "half_a_liaison": _("A liaison needs both a name and a mail address."),
    "email": _("The mail address of the liaison cannot be right."),
    "not_yes_or_no": _("“%(what)s” is neither yes nor no."),
    "unknown_id": _(
        "No organisation has the id “%(what)s”. Leave it empty for one that may be new."
    ),
    "several": _("Several organisations have this name. Say which by its id: %(what)s."),
    "same_website": _(
        "“%(what)s” has the same website. Give its id if that is the one, or write “new” there."
    ),
    "sounds_like": _(
        "This may be “%(what)s” in another script. Give its id if that is the one, or write “new” "
        "there."
    ),
    "repeats": _("Line %(what)s has the same name."),
    "sounds_like_line": _(
        "This may be the organisation of line %(what)s in another script. Write “new” as its id "
        "if it is not."
    ),
    "same_website_line": _(
        "Line %(what)s has the same website. Write “new” as its id if this is another organisation."
    ),
    "same_organisation": _("Line %(what)s means the same organisation."),
    "has_draft": _(
        "“%(what)s” has changes that are not published, or is not public. Publish it first."
    ),
    "changed_meanwhile": _(
        "The directory has changed since the file was looked through. Import the row once more."
    ),
}


# A name of the above, and what it is about.
Reason = list[Any]
# Letters of what a reason is about: enough to find it in the file.
LONGEST_WHAT = 300


def reason(name: str, what: object = "") -> Reason:
    """Return a reason as it is stored. Raises KeyError for one that nobody could read."""
    if name not in SENTENCES:
        raise KeyError(name)
    text = str(what)
    return [name, text if len(text) <= LONGEST_WHAT else f"{text[:LONGEST_WHAT]}…"]


def in_words(reasons: list[Reason]) -> list[str]:
    """Return the sentences for what is stored, in the active language."""
    return [str(SENTENCES[name]) % {"what": what} for name, what in reasons]
