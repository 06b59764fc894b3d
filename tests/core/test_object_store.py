"""Files in an object store: what readers see is public there, and nothing else is."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from campaigns.applications.erasing import erase_expired
from campaigns.models.private_files import private_files
from config import files
from images.models import CustomDocument, CustomImage, CustomRendition
from tests.core.object_store_server import object_store

pytestmark = pytest.mark.one_database


@pytest.fixture
def store(monkeypatch: Any, settings: Any) -> Iterator[dict[str, tuple[bytes, str]]]:
    """The files of the site in an object store; what is in it, by bucket and key."""
    with object_store() as (address, objects):
        for name, value in {
            "S3_BUCKET": "inner",
            "S3_PUBLIC_BUCKET": "public",
            "S3_PUBLIC_URL": f"{address}/public",
            "S3_ENDPOINT_URL": address,
            "S3_REGION": "here",
            "S3_ACCESS_KEY_ID": "id",
            "S3_SECRET_ACCESS_KEY": "key",
        }.items():
            monkeypatch.setenv(name, value)
        settings.STORAGES = {
            **files.storages(),
            "staticfiles": django_settings.STORAGES["staticfiles"],
        }
        # The model was made with the storage of the settings at that moment.
        field = CustomRendition._meta.get_field("file")
        assert settings.WAGTAILIMAGES_RENDITION_STORAGE == "renditions"
        monkeypatch.setattr(field, "storage", storages["renditions"])
        yield objects


def status(url: str) -> int:
    """Return how the store answers a stranger."""
    try:
        with urllib.request.urlopen(url) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_pictures_that_pages_show_are_public_and_originals_are_not(db: Any, store: Any) -> None:
    image = CustomImage.objects.create(title="Sea", file=get_test_image_file("sea.png"))
    rendition = image.get_rendition("width-100")
    assert set(store) == {"inner/original_images/sea.png", "public/images/sea.width-100.png"}
    assert store["public/images/sea.width-100.png"][1] == "image/png"
    assert status(rendition.url) == 200
    # Staff follow a link that is good for an hour.
    assert "X-Amz-Signature=" in image.file.url
    assert status(image.file.url.partition("?")[0]) == 403


def test_a_document_is_given_out_by_the_site_which_asks_who_wants_it(db: Any, store: Any) -> None:
    root = Collection.get_first_root_node()
    closed = root.add_child(name="Closed")
    open_one, closed_one = (
        CustomDocument.objects.create(
            title=name, collection=collection, file=ContentFile(b"Text", name=f"{name}.txt")
        )
        for name, collection in (("open", root), ("closed", closed))
    )
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    assert all(key.startswith("inner/documents/") for key in store)
    answer = Client().get(open_one.url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"Text")
    assert Client().get(closed_one.url).status_code == 302
    assert status(closed_one.file.url.partition("?")[0]) == 403


def test_what_came_with_a_form_has_no_address_at_all(db: Any, store: Any) -> None:
    name = private_files().save("ab/abcd", ContentFile(b"A letter"))
    assert set(store) == {"inner/private/ab/abcd"}
    with pytest.raises(ValueError, match="no address"):
        private_files().url(name)
    with private_files().open(name) as file:
        assert file.read() == b"A letter"
    # Neither is it written over, nor taken for a file that nobody knows while it is new.
    assert private_files().save("ab/abcd", ContentFile(b"Another")) != name
    erase_expired()
    assert len(store) == 2
    private_files().delete(name)
    assert len(store) == 1


def test_what_goes_wrong_is_an_error_of_a_file_system(store: Any, monkeypatch: Any) -> None:
    """Everything that reads files is written for that."""
    default = storages["default"]
    for ask in (default.open, default.size, default.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("documents/none.pdf")
    assert not default.exists("documents/none.pdf")
    assert default.listdir("documents") == ([], [])
    monkeypatch.setattr(default.client_config, "retries", {"total_max_attempts": 1})
    monkeypatch.setattr(default, "endpoint_url", "http://127.0.0.1:9")
    default._connections.connection = default._bucket = None
    for ask in (default.open, default.size, default.exists):
        with pytest.raises(OSError, match=r"object store"):
            ask("documents/none.pdf")
    with pytest.raises(OSError, match=r"object store"):
        default.save("documents/none.pdf", ContentFile(b"Text"))
