"""Two editions of a note beside each other."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.http import public_view
from core.locales import language_name
from resources.comparing import Comparison, compare
from resources.documents import Document
from resources.editions import Listed, best_language, find_note, public_texts_of
from resources.models import EditionText, GuidanceNote

# Letters of what somebody asked for that a sentence repeats.
_REPEATED = 20


@dataclass(frozen=True)
class Choice:
    """What can be compared in a language, and what is."""

    language: str
    # All texts in the language, the newest first.
    offered: list[Listed]
    # As somebody typed or chose them; both empty where nobody has.
    asked: tuple[str, str]
    # The older one first; None where there is nothing to compare.
    pair: tuple[Listed, Listed] | None

    @property
    def unknown(self) -> list[str]:
        """What was asked for and is not there."""
        known = {listed.label for listed in self.offered}
        return [label[:_REPEATED] for label in self.asked if label and label not in known]

    @property
    def steps(self) -> list[Listed]:
        """The editions that led from the older one to the newer one, which is the last."""
        if self.pair is None:
            return []
        older, newer = (self.offered.index(text) for text in self.pair)
        return [text for text in self.offered[newer:older][::-1] if text.changes or text.correction]

    @property
    def selected(self) -> tuple[str, str]:
        """What the form shows as chosen."""
        if self.pair:
            return self.pair[0].label, self.pair[1].label
        return self.asked


@public_view
def compare_editions(request: HttpRequest, code: str) -> HttpResponse:
    """Compare two editions, given in the query as `from` and `to`; else the last two.

    With `all=1`, what has not changed is there as well, folded. Three queries.
    """
    note = find_note(code)
    listed = public_texts_of(note)
    if not listed:
        raise Http404
    asked = request.GET.get("from", "").strip(), request.GET.get("to", "").strip()
    choice = choose(listed, asked, translation.get_language())
    # A text is shown in its own language from head to foot; the notice above it says so.
    with translation.override(choice.language):
        comparison, addresses = _compared(note, choice), _addresses(code, listed, choice)
        context = {
            "title": comparison.new.title if comparison else choice.offered[0].title,
            "code": code,
            "choice": choice,
            "comparison": comparison,
            "reason": "" if comparison else _reason(choice),
            "shows_all": request.GET.get("all") == "1",
            "addresses": addresses,
        }
        if comparison:
            context["canonical"] = f"{settings.BASE_URL}{addresses[choice.language]}"
        status = 404 if choice.unknown else 200
        response = render(request, "resources/compare.html", context, status=status)
    response["Content-Language"] = choice.language
    return response


def choose(listed: list[Listed], asked: tuple[str, str], wanted: str) -> Choice:
    """Return what to compare: in the wanted language if it can be, else in another one."""
    languages = list(dict.fromkeys(text.language for text in listed))
    first = [wanted, settings.LANGUAGE_CODE]
    ordered = sorted(languages, key=lambda code: (first + languages).index(code))
    choices = [_choice_in(language, listed, asked) for language in ordered]
    fallback = best_language(languages, wanted)
    return next(
        (choice for choice in choices if choice.pair),
        _choice_in(fallback, listed, asked),
    )


def _choice_in(language: str, listed: list[Listed], asked: tuple[str, str]) -> Choice:
    offered = [text for text in listed if text.language == language]
    return Choice(language, offered, asked, _pair(offered, *asked))


def _pair(offered: list[Listed], old: str, new: str) -> tuple[Listed, Listed] | None:
    """Return the texts to compare; where one is not named, the newest or the one before."""
    places = {text.label: place for place, text in enumerate(offered)}
    if any(label and label not in places for label in (old, new)):
        return None
    after = places[new] if new else 0
    before = places[old] if old else after + 1
    if old and not new and before == 0:
        before = 1
    if before == after or before >= len(offered):
        return None
    # Whatever the order in which they were asked for, what came later is the newer one.
    return offered[max(before, after)], offered[min(before, after)]


def _compared(note: GuidanceNote, choice: Choice) -> Comparison | None:
    """Return the comparison. One query, for the content of these two alone."""
    if choice.pair is None:
        return None
    documents = _documents(note, choice.pair)
    old, new = (documents[text.number, text.correction] for text in choice.pair)
    return compare(old, new)


def _documents(note: GuidanceNote, pair: tuple[Listed, Listed]) -> dict[tuple[int, int], Document]:
    old, new = (
        Q(edition__number=text.number, correction=text.correction, language=text.language)
        for text in pair
    )
    texts = EditionText.objects.filter(old | new, edition__note=note)
    rows = texts.values_list("edition__number", "correction", "content")
    return {(number, correction): Document.from_data(data) for number, correction, data in rows}


def _reason(choice: Choice) -> str:
    """Say why there is nothing to compare."""
    unknown, language = choice.unknown, language_name(choice.language)
    if unknown:
        return _("There is no edition “%(label)s” of this note in %(language)s.") % {
            # To translators: between two labels that stand in quotation marks.
            "label": pgettext("between quoted labels", "”, “").join(dict.fromkeys(unknown)),
            "language": language,
        }
    if len(choice.offered) == 1:
        return _("There is only one edition of this note so far, so nothing has changed.")
    if choice.asked[0] == choice.asked[1]:
        return _("You have chosen the same edition twice. Choose two.")
    return _("There is no edition before this one. Choose two.")


def _addresses(code: str, listed: list[Listed], choice: Choice) -> dict[str, Any]:
    """Return where the same comparison is in each language that has both texts."""
    query = dict(zip(("from", "to"), choice.selected, strict=True)) if choice.pair else {}
    labels = set(query.values())
    found = {}
    for language, _name in settings.LANGUAGES:
        known = {text.label for text in listed if text.language == language}
        if known and labels <= known:
            with translation.override(language):
                path = reverse("resources:compare", args=[code])
            found[language] = f"{path}?{urlencode(query)}" if query else path
    return found
