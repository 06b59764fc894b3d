"""Application forms, and what people send through them."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from PIL import Image
from wagtail.models import Page

from campaigns.models import (
    Application,
    ApplicationField,
    ApplicationFile,
    ApplicationForm,
    ApplicationFormPage,
)
from tests.factories import PublishedPageFactory, UserFactory
from users.models import User

# Identifiers of choices.
BEGINNER, EXPERT = str(UUID(int=1)), str(UUID(int=2))
MORNING, EVENING = str(UUID(int=3)), str(UUID(int=4))


class ApplicationFormPageFactory(PublishedPageFactory):
    """A form without questions."""

    class Meta:
        model = ApplicationFormPage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: Any) -> Any:
        # Texts begin in the language of whoever makes a page; an earlier test may speak another.
        with translation.override("en"):
            return super()._create_instance(model_class, parent, kwargs)

    title = "Become a mentor"
    slug = "mentor"
    purpose = "mentor"
    introduction = "For people who have led campaigns."


def choices(**words: str) -> list[dict[str, Any]]:
    """Return the choices of a question as its column stores them; `words` by number."""
    return [
        {"type": "choice", "id": str(UUID(int=int(number.strip("n")))), "value": text}
        for number, text in words.items()
    ]


def question(page: ApplicationFormPage, label: str, kind: str, **values: Any) -> ApplicationField:
    """Add a question to a form that is not saved yet."""
    stream = values.pop("choices", [])
    field = ApplicationField(label=label, field_type=kind, locale=page.locale, **values)
    field.choices = field._meta.get_field("choices").to_python(json.dumps(stream))
    page.form_fields.add(field)
    return field


def make_form(parent: Page, **values: Any) -> ApplicationFormPage:
    """Return a live form that asks for something of every kind."""
    page = ApplicationFormPageFactory(parent=parent, **values)
    question(page, "Your name", "singleline", role="name")
    question(page, "Your address", "email", role="address")
    question(page, "Why?", "multiline", help_text="In your own words.")
    question(
        page,
        "How long have you done this?",
        "radio",
        choices=choices(n1="I have just begun", n2="For years"),
    )
    question(
        page,
        "When can you meet?",
        "checkboxes",
        required=False,
        choices=choices(n3="In the morning", n4="In the evening"),
    )
    question(page, "Curriculum", "files", required=False, max_files=2, max_megabytes=1)
    question(page, "Portrait", "files", required=False, accepts="pictures", max_megabytes=1)
    page.save_revision().publish()
    return ApplicationFormPage.objects.get(pk=page.pk)


def names_of(page: ApplicationFormPage) -> dict[str, str]:
    """Return the names of a form's fields by their questions."""
    return {field.label: field.clean_name for field in page.form_fields.all()}


def filled_in(page: ApplicationFormPage, **others: Any) -> dict[str, Any]:
    """Return a form as a person fills it in. `others` by the first word of their questions."""
    names = {
        label.split()[0].strip("?") if label != "Your address" else "Address": name
        for label, name in names_of(page).items()
    }
    data = {
        names["Your"]: "Ana Silva",
        names["Address"]: "ana@example.org",
        names["Why"]: "Because somebody helped me.",
        names["How"]: EXPERT,
        "once": UUID(int=99).hex,
    }
    return data | {names.get(key, key): value for key, value in others.items()}


def record_of(page: ApplicationFormPage) -> ApplicationForm:
    """Return the stored record of a page."""
    return ApplicationForm.objects.get(uuid=page.form_uuid)


def apply(page: ApplicationFormPage, client: Client | None = None, **others: Any) -> Application:
    """Send a form and return what is stored."""
    response = (client or Client()).post(page.url, filled_in(page, **others))
    assert response.status_code == 303, response.content.decode()
    return Application.objects.latest("created_at")


# --- files ----------------------------------------------------------------


def pdf(name: str = "cv.pdf", size: int = 200) -> SimpleUploadedFile:
    """Return what begins and ends like a PDF."""
    return SimpleUploadedFile(name, (b"%PDF-1.7\n" + b"x" * size)[:size], "application/pdf")


def picture(name: str = "me.png", kind: str = "PNG") -> SimpleUploadedFile:
    """Return a small picture."""
    content = io.BytesIO()
    Image.new("RGB", (4, 4), "navy").save(content, kind)
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, text in entries.items():
            file.writestr(name, text)
    return content.getvalue()


def docx(**more: bytes) -> bytes:
    """Return what a word processor would take for its own."""
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<doc/>", **more})


def odt(**more: bytes) -> bytes:
    """Return the same for the other one."""
    kind = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "content.xml": b"<doc/>", **more})


def content_of(row: ApplicationFile) -> bytes:
    """Return what is stored of a file."""
    with row.file.open("rb") as file:
        return file.read()


# --- staff ----------------------------------------------------------------


def member(*codenames: str) -> User:
    """Return a member of staff who may log in and has the permissions named."""
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", *codenames],
            content_type__app_label__in=["campaigns", "wagtailadmin"],
        )
    )
    return user


def browser(*codenames: str) -> Client:
    """Return a browser in which such a member of staff is logged in."""
    client = Client()
    client.force_login(member(*codenames))
    return client
