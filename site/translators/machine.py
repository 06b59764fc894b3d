"""DeepL and LibreTranslate, whose failures are told in words and whose strings are checked.

Which one is used, if any, the environment says (`config.settings`). wagtail-localize
passes on whatever goes wrong with them as an error of the site.
"""

import logging
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import requests
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from translators.string_checks import PLACEHOLDER, string_problems
from translators.worklist import MACHINE

logger = logging.getLogger(__name__)

# DeepL takes this many texts in one request.
BATCH_SIZE = 50
# HTTP: a wrong key, a key without this right, a quota used up (DeepL), too many requests.
REFUSALS = {401, 402, 403, 429, 456}
# HTTP: a request that is not understood, such as for a language that is not known.
OBJECTIONS = {400, 404, 422}
# Marks what must stay as it is: an element that DeepL is told to ignore, and an
# attribute that LibreTranslate knows from HTML.
KEPT = '<x translate="no">{}</x>'
KEPT_TAGS = re.compile(r"<x\b[^>]*>|</x\s*>")


class MachineTranslationError(Exception):
    """A machine translator gave no translation; the message says why, for a translator."""


class _Careful(ABC):
    """Asks in portions, keeps placeholders, and says in words what went wrong."""

    display_name: str

    @abstractmethod
    def ask(self, source: Locale, target: Locale, texts: list[str]) -> Any:
        """Return the answer's translations, unchecked."""

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """Translate fragments of HTML; what comes back empty is left out.

        Raises MachineTranslationError.
        """
        translated = {}
        for portion in _portions(strings):
            texts = [PLACEHOLDER.sub(_keep, string.data) for string in portion]
            answers = self._answers(source_locale, target_locale, texts)
            for string, answer in zip(portion, answers, strict=True):
                text = KEPT_TAGS.sub("", answer)
                if text.strip():
                    translated[string] = StringValue(text)
        return translated

    def _answers(self, source: Locale, target: Locale, texts: list[str]) -> list[str]:
        name = {"service": self.display_name}
        try:
            answers = self.ask(source, target, texts)
            if len(answers) == len(texts) and all(isinstance(text, str) for text in answers):
                return list(answers)
            reason: object = "another number of texts"
        except requests.HTTPError as error:
            status = error.response.status_code if error.response is not None else 0
            self._log(status)
            if status in REFUSALS:
                message = _(
                    "%(service)s refused to translate: its key or its quota does not allow it. "
                    "Please tell whoever runs this site. Nothing was changed."
                )
                raise MachineTranslationError(message % name) from error
            if status in OBJECTIONS:
                message = _(
                    "%(service)s does not translate from %(source)s into %(target)s. "
                    "Nothing was changed."
                )
                pair = {"source": source.get_display_name(), "target": target.get_display_name()}
                raise MachineTranslationError(message % {**name, **pair}) from error
            raise MachineTranslationError(_no_answer() % name) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            self._log(type(error).__name__)
            raise MachineTranslationError(_no_answer() % name) from error
        except (requests.RequestException, ValueError, KeyError, TypeError) as error:
            reason = type(error).__name__
        self._log(reason)
        message = _("%(service)s gave an answer that cannot be read. Nothing was changed.")
        raise MachineTranslationError(message % name)

    def _log(self, reason: object) -> None:
        logger.warning("%s gave no translation: %s", self.display_name, reason)


class DeepL(_Careful, DeepLTranslator):
    """DeepL. Options: AUTH_KEY, TIMEOUT (seconds), FORMALITY, API_URL for a proxy."""

    def get_api_endpoint(self) -> str:
        """Return the address that texts are sent to."""
        return str(self.options.get("API_URL") or super().get_api_endpoint())

    def ask(self, source: Locale, target: Locale, texts: list[str]) -> Any:
        """Ask as DeepL's documentation says (developers.deepl.com, "Translate text")."""
        parameters = self.get_parameters(source, target, [StringValue(text) for text in texts])
        response = requests.post(
            self.get_api_endpoint(),
            data={**parameters, "ignore_tags": "x"},
            headers=self.get_headers(),
            timeout=self.options["TIMEOUT"],
        )
        response.raise_for_status()
        return [translation["text"] for translation in response.json()["translations"]]


class LibreTranslate(_Careful, LibreTranslator):
    """LibreTranslate. Options: LIBRETRANSLATE_URL, API_KEY (may be empty), TIMEOUT (seconds)."""

    def ask(self, source: Locale, target: Locale, texts: list[str]) -> Any:
        """Ask as LibreTranslate's documentation says (docs.libretranslate.com)."""
        response = requests.post(
            f"{self.get_api_endpoint()}/translate",
            json={
                "q": texts,
                "source": self.language_code(source.language_code),
                "target": self.language_code(target.language_code),
                "api_key": self.options["API_KEY"],
                "format": "html",
            },
            timeout=self.options["TIMEOUT"],
        )
        response.raise_for_status()
        return response.json()["translatedText"]


@receiver(pre_save, sender=StringTranslation)
def mark_what_the_machine_broke(
    sender: type[StringTranslation], instance: StringTranslation, raw: bool = False, **kwargs: Any
) -> None:
    """Keep a string whose placeholders, links or tags a machine has lost off the page.

    The editor shows what is wrong with it, until a person mends it.
    """
    if raw or instance.translation_type != MACHINE or not instance._state.adding:
        return
    if problems := string_problems(instance.translation_of.data, instance.data):
        instance.has_error, instance.field_error = True, " ".join(problems)


def _portions(strings: Iterable[StringValue]) -> Iterator[list[StringValue]]:
    rest = iter(strings)
    while portion := list(islice(rest, BATCH_SIZE)):
        yield portion


def _keep(match: re.Match[str]) -> str:
    return KEPT.format(match[0])


def _no_answer() -> str:
    return _("%(service)s does not answer just now. Nothing was changed; please try again later.")
