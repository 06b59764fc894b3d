"""Machine translation: its failures are told in words, and its strings stay marked until read."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from petitions.models import PetitionPage
from tests.translating import add_language, fill_in, staff, start, translator
from translators.machine import BATCH_SIZE
from translators.worklist import progress_of
from users.models import User

pytestmark = pytest.mark.one_database

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


class Service:
    """A translator on this machine that speaks as DeepL or as LibreTranslate does."""

    def __init__(self) -> None:
        self.status = 200
        # What is answered instead of translations.
        self.answer: Any = None
        self.translate: Callable[[str], str] = lambda text: f"¡{text}!"
        self.requests: list[dict[str, Any]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                content = service.take(self.path, dict(self.headers), body)
                self.send_response(service.status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def take(self, path: str, headers: dict[str, str], body: str) -> str:
        """Keep the request and return the answer's body."""
        if path == "/v2/translate":
            asked: dict[str, Any] = {**parse_qs(body), "headers": headers}
            texts = asked["text"]
        else:
            assert path == "/translate"
            asked = {**json.loads(body), "headers": headers}
            texts = asked["q"]
        self.requests.append(asked)
        if self.answer is not None:
            return self.answer if isinstance(self.answer, str) else json.dumps(self.answer)
        translated = [self.translate(text) for text in texts]
        if path == "/translate":
            return json.dumps({"translatedText": translated})
        return json.dumps(
            {
                "translations": [
                    {"detected_source_language": "EN", "text": text} for text in translated
                ]
            }
        )


@pytest.fixture
def service() -> Iterator[Service]:
    """The service, running."""
    service = Service()
    thread = Thread(target=service.server.serve_forever, daemon=True)
    thread.start()
    yield service
    service.server.shutdown()
    service.server.server_close()
    thread.join()


@pytest.fixture
def deepl(service: Service, settings: Any) -> Service:
    """DeepL is switched on."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "translators.machine.DeepL",
        "OPTIONS": {
            "AUTH_KEY": "key:fx",
            "FORMALITY": "prefer_more",
            "TIMEOUT": 5,
            "API_URL": f"{service.url}/v2/translate",
        },
    }
    return service


@pytest.fixture
def libretranslate(service: Service, settings: Any) -> Service:
    """LibreTranslate is switched on."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "translators.machine.LibreTranslate",
        "OPTIONS": {"LIBRETRANSLATE_URL": service.url, "API_KEY": "", "TIMEOUT": 5},
    }
    return service


@pytest.fixture
def spanish(db: Any, page: PetitionPage) -> Locale:
    """Spanish, with its tree."""
    return add_language("es")


@pytest.fixture
def translation(page: PetitionPage, spanish: Locale) -> Translation:
    """The petition, begun in Spanish."""
    page.text = "<p>See <b>how</b> it <a href='https://example.org/'>goes</a>, %(name)s.</p>"
    page.save_revision().publish()
    return start(page, spanish)


@pytest.fixture
def client(spanish: Locale) -> Client:
    """The browser of somebody who translates into Spanish."""
    client = Client()
    client.force_login(translator(spanish))
    return client


def press(client: Client, translation: Translation) -> list[str]:
    """Press "Translate with …" in the editor and return what is said then."""
    editor = translation.get_target_instance_edit_url()
    response = client.post(
        reverse("wagtail_localize:machine_translate", args=[translation.pk]),
        {"next": editor},
        follow=True,
    )
    assert response.redirect_chain == [(editor, 302)]
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def made(translation: Translation) -> dict[str, str]:
    """What the machine made, by its source."""
    return dict(
        StringTranslation.objects.filter(
            locale=translation.target_locale, translation_type=MACHINE
        ).values_list("translation_of__data", "data")
    )


def test_without_a_translator_nothing_shows(client: Client, translation: Translation) -> None:
    editor = client.get(translation.get_target_instance_edit_url())
    assert json.loads(editor.context["props"])["machineTranslator"] is None
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    assert client.post(url).status_code == 404


def test_deepl_translates_every_string(
    deepl: Service, client: Client, translation: Translation
) -> None:
    (said,) = press(client, translation)
    assert "Successfully translated with DeepL." in said
    strings = {segment.string.data for segment in translation.source.stringsegment_set.all()}
    assert made(translation) == {string: f"¡{string}!" for string in strings}
    (asked,) = deepl.requests
    assert asked["source_lang"] == ["EN"]
    assert asked["target_lang"] == ["ES"]
    assert asked["formality"] == ["prefer_more"]
    assert asked["headers"]["Authorization"] == "DeepL-Auth-Key key:fx"
    # Placeholders go there as what is not to be translated, and come back bare.
    assert asked["ignore_tags"] == ["x"]
    assert 'See <b>how</b> it <a id="a1">goes</a>, <x translate="no">%(name)s</x>.' in asked["text"]
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_libretranslate_translates_every_string(
    libretranslate: Service, client: Client, translation: Translation
) -> None:
    press(client, translation)
    assert len(made(translation)) == translation.source.stringsegment_set.count()
    (asked,) = libretranslate.requests
    assert (asked["source"], asked["target"], asked["format"]) == ("en", "es", "html")
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_a_long_page_goes_in_portions(
    deepl: Service, client: Client, page: PetitionPage, spanish: Locale
) -> None:
    page.text = "".join(f"<p>Paragraph {n}</p>" for n in range(BATCH_SIZE * 2))
    page.save_revision().publish()
    translation = start(page, spanish)
    press(client, translation)
    assert len(made(translation)) == translation.source.stringsegment_set.count() > BATCH_SIZE * 2
    assert [len(asked["text"]) <= BATCH_SIZE for asked in deepl.requests] == [True] * 3


def test_what_a_person_translated_is_not_sent_nor_changed(
    deepl: Service, client: Client, translation: Translation
) -> None:
    fill_in(translation)
    (said,) = press(client, translation)
    assert deepl.requests == []
    assert made(translation) == {}
    assert "anything left to translate" in said


@pytest.mark.parametrize("kind", ["deepl", "libretranslate"])
@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (403, "", "refused to translate"),
        (456, {"message": "Quota exceeded"}, "refused to translate"),
        (429, {"error": "Slowdown"}, "refused to translate"),
        (
            400,
            {"message": "Value for 'target_lang' not supported."},
            "does not translate from English into Spanish",
        ),
        (500, "<html>Oops</html>", "does not answer just now"),
        (503, "", "does not answer just now"),
        (200, "<html>Log in</html>", "gave an answer that cannot be read"),
        (200, {"unexpected": 1}, "gave an answer that cannot be read"),
        (200, ["list"], "gave an answer that cannot be read"),
        (200, "null", "gave an answer that cannot be read"),
        (200, {"translations": [], "translatedText": []}, "gave an answer that cannot be read"),
        (200, {"translations": 5, "translatedText": 5}, "gave an answer that cannot be read"),
        (200, {"translations": [{}], "translatedText": [1]}, "gave an answer that cannot be read"),
    ],
)
def test_a_failure_is_told_in_words_and_changes_nothing(
    request: Any,
    client: Client,
    translation: Translation,
    kind: str,
    status: int,
    answer: Any,
    words: str,
) -> None:
    service = request.getfixturevalue(kind)
    service.status, service.answer = status, answer
    (said,) = press(client, translation)
    assert words in said
    assert "Nothing was changed" in said
    assert made(translation) == {}


@pytest.mark.parametrize("kind", ["deepl", "libretranslate"])
def test_a_service_that_is_not_there_is_told_in_words(
    request: Any, client: Client, translation: Translation, kind: str, settings: Any
) -> None:
    request.getfixturevalue(kind)
    # A port on which nobody listens.
    options = settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"]
    options["API_URL"] = options["LIBRETRANSLATE_URL"] = "http://127.0.0.1:1"
    (said,) = press(client, translation)
    assert "does not answer just now" in said


def test_a_failure_while_translations_are_synchronised_is_told_in_words(
    deepl: Service, translation: Translation
) -> None:
    deepl.status = 500
    client = Client()
    client.force_login(User.objects.create_superuser("a@example.org", "correct horse battery"))
    response = client.post(
        reverse("wagtail_localize:update_translations", args=[translation.source_id]),
        {"use_machine_translation": "on"},
        follow=True,
    )
    assert response.status_code == 200
    assert "does not answer just now" in response.content.decode()


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("Vea <b>cómo", "is not closed"),
        ('Vea <b>cómo</b> <a id="a1">va</a>.', "%(name)s"),
        ("Vea <b>cómo</b> va, %(name)s.", "a1"),
        ('Vea <i>cómo</i> <a id="a1">va</a>, %(name)s.', "is not in the source"),
    ],
)
def test_a_string_that_the_machine_broke_stays_off_the_page_and_says_so(
    libretranslate: Service, client: Client, translation: Translation, broken: str, problem: str
) -> None:
    libretranslate.translate = lambda text: broken if "<x" in text else text
    press(client, translation)
    (string,) = StringTranslation.objects.filter(has_error=True)
    assert string.data == broken
    assert problem in string.get_error()
    progress = progress_of([translation.source], [translation.target_locale])
    assert progress[translation.source_id, translation.target_locale_id].missing == 1


def test_a_machine_is_not_asked_for_another_language(
    deepl: Service, translation: Translation
) -> None:
    client = Client()
    client.force_login(translator(add_language("th")))
    client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    assert deepl.requests == []
    assert client.get(reverse("translators:review", args=[translation.pk])).status_code == 302


def settings_with(**environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own and print what was set."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from config.settings import WAGTAILLOCALIZE_MACHINE_TRANSLATOR as it; print(it)",
        ],
        env={"UNDERSIGNED_LOCAL": "1", "PYTHONPATH": "site", "DATA_DIR": "/nonexistent"}
        | {"SECRET_KEY": "x", "EMAIL_KEY_SECRET": "y", **environment},
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_environment_says_which_translator_is_used() -> None:
    assert settings_with().stdout == "None\n"
    deepl = settings_with(DEEPL_AUTH_KEY="secret", DEEPL_FORMALITY="prefer_less").stdout
    assert "translators.machine.DeepL" in deepl
    assert "prefer_less" in deepl
    libre = settings_with(LIBRETRANSLATE_URL="https://example.org/").stdout
    assert "'https://example.org'" in libre
    both = settings_with(DEEPL_AUTH_KEY="secret", LIBRETRANSLATE_URL="https://example.org")
    assert both.returncode == 1
    assert "are both set" in both.stderr


class TestReview:
    """Machine-made strings are marked until a person has looked at each."""

    @pytest.fixture
    def strings(self, translation: Translation) -> list[StringTranslation]:
        """Three strings that a machine made; the rest a person."""
        fill_in(translation)
        strings = list(StringTranslation.objects.order_by("pk")[:3])
        for string in strings:
            StringTranslation.objects.filter(pk=string.pk).update(
                translation_type=MACHINE, tool_name="DeepL"
            )
        return list(StringTranslation.objects.filter(translation_type=MACHINE).order_by("pk"))

    @pytest.fixture
    def url(self, translation: Translation) -> str:
        """Where they are looked through."""
        return reverse("translators:review", args=[translation.pk])

    @staticmethod
    def form(strings: list[StringTranslation]) -> dict[str, str]:
        """The form as it is shown."""
        fields = {}
        for string in strings:
            fields[f"string-{string.pk}-text"] = string.data
            fields[f"string-{string.pk}-shown"] = string.data
        return fields

    def test_each_string_stands_beside_its_source_in_its_language(
        self, client: Client, url: str, strings: list[StringTranslation]
    ) -> None:
        shown = client.get(url).content.decode()
        assert shown.count('-source" lang="en" dir="ltr">') == 3
        assert shown.count('lang="es"') == 3
        for string in strings:
            assert f'name="string-{string.pk}-text"' in shown

    def test_what_is_ticked_or_corrected_is_a_persons_from_then_on(
        self, client: Client, url: str, strings: list[StringTranslation]
    ) -> None:
        ticked, corrected, left = strings
        form = self.form(strings)
        form[f"string-{ticked.pk}-is_read"] = "on"
        form[f"string-{corrected.pk}-text"] = "Corregido"
        assert client.post(url, form)["Location"] == url
        for string in strings:
            string.refresh_from_db()
        assert [string.translation_type for string in strings] == [MANUAL, MANUAL, MACHINE]
        assert corrected.data == "Corregido"
        user = User.objects.get(pk=client.session["_auth_user_id"])
        assert ticked.last_translated_by == user
        assert ticked.tool_name == ""
        assert left.tool_name == "DeepL"

    def test_after_the_last_one_the_editor_opens(
        self, client: Client, url: str, translation: Translation, strings: list[StringTranslation]
    ) -> None:
        form = self.form(strings)
        form |= {f"string-{string.pk}-is_read": "on" for string in strings}
        assert client.post(url, form)["Location"] == translation.get_target_instance_edit_url()
        assert made(translation) == {}
        assert "A person has looked at every string." in client.get(url).content.decode()

    def test_nothing_typed_is_lost_when_something_is_refused(
        self, client: Client, url: str, strings: list[StringTranslation]
    ) -> None:
        broken, corrected, ticked = strings
        form = self.form(strings)
        form[f"string-{broken.pk}-text"] = "Roto <b>aquí"
        form[f"string-{corrected.pk}-text"] = "Corregido"
        form[f"string-{ticked.pk}-is_read"] = "on"
        response = client.post(url, form)
        assert response.status_code == 200
        shown = response.content.decode()
        assert "Roto &lt;b&gt;aquí" in shown
        assert "is not closed" in shown
        assert "Corregido" in shown
        assert shown.count("checked") == 1
        assert StringTranslation.objects.filter(translation_type=MACHINE).count() == 3

    def test_an_emptied_string_is_refused(
        self, client: Client, url: str, strings: list[StringTranslation]
    ) -> None:
        form = self.form(strings)
        form[f"string-{strings[0].pk}-text"] = ""
        assert client.post(url, form).status_code == 200
        assert StringTranslation.objects.filter(translation_type=MACHINE).count() == 3

    def test_what_others_changed_meanwhile_is_not_overwritten_unseen(
        self, client: Client, url: str, strings: list[StringTranslation]
    ) -> None:
        ours, theirs, _both = strings
        form = self.form(strings)
        form[f"string-{theirs.pk}-text"] = "Nuestro"
        for string in strings[1:]:
            StringTranslation.objects.filter(pk=string.pk).update(
                data="De otra persona", translation_type=MANUAL
            )
        response = client.post(url, form)
        shown = response.content.decode()
        assert "De otra persona" in shown
        assert "Nuestro" in shown
        theirs.refresh_from_db()
        assert theirs.data == "De otra persona"
        # Having seen it: ours.
        form = self.form([ours, *StringTranslation.objects.filter(pk=theirs.pk)])
        form[f"string-{theirs.pk}-text"] = "Nuestro"
        client.post(url, form)
        theirs.refresh_from_db()
        assert theirs.data == "Nuestro"

    def test_windows_line_ends_are_no_correction(
        self, client: Client, url: str, strings: list[StringTranslation]
    ) -> None:
        StringTranslation.objects.filter(pk=strings[0].pk).update(data="Uno\nDos")
        form = self.form(strings)
        form |= {f"string-{strings[0].pk}-{field}": "Uno\r\nDos" for field in ("text", "shown")}
        client.post(url, form)
        assert StringTranslation.objects.filter(translation_type=MACHINE).count() == 3

    def test_strings_of_another_text_cannot_be_reached(
        self, client: Client, url: str, page: PetitionPage, spanish: Locale
    ) -> None:
        other = start(page.get_parent().specific, spanish)
        fill_in(other)
        (string, *_others) = other.source.stringsegment_set.get_translations(spanish)
        form = self.form([string])
        form[f"string-{string.pk}-text"] = "Ajeno"
        client.post(url, form)
        string.refresh_from_db()
        assert string.data != "Ajeno"

    def test_staff_may_look_too(self, url: str, strings: list[StringTranslation]) -> None:
        client = Client()
        client.force_login(staff())
        assert client.get(url).status_code == 200

    def test_the_editor_makes_a_string_a_persons(
        self, client: Client, translation: Translation, strings: list[StringTranslation]
    ) -> None:
        string = strings[0]
        segment = translation.source.stringsegment_set.get(
            string_id=string.translation_of_id, context_id=string.context_id
        )
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        client.put(url, "value=Corregido", content_type="application/x-www-form-urlencoded")
        string.refresh_from_db()
        assert (string.data, string.translation_type) == ("Corregido", MANUAL)
