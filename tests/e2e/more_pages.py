"""Pages that the demonstration does not have: every block twice, and what only some readers see."""

import json
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from campaigns.blocks import CampaignBodyBlock
from core.blocks import BodyBlock
from core.models import HomePage
from core.sharing.models import ShortLink
from petitions.models import PetitionPage, Signature
from petitions.tokens import signed_links as links_to_signatures
from resources.commenting.tokens import signed_links as links_to_comments
from tests.campaigns.stories import StoryIndexPageFactory, StoryPageFactory
from tests.factories import SignatureFactory, StandardPageFactory
from tests.resources.commenting import SECTIONS, CommentFactory, ConsultationFactory

# Shown when something has gone wrong, so they ask nothing of the database.
PLAIN_PAGES = ("400.html", "403_csrf.html", "500.html")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def make_more_pages() -> str:
    """Make the pages; return JSON of their paths, and the HTML of those that have none."""
    home = HomePage.objects.get(locale__language_code="en")
    blocks = StandardPageFactory(
        parent=home, title="Blocks", slug="blocks", body=_twice(BodyBlock()) + _own_video()
    )
    stories = StoryIndexPageFactory(parent=home, title="Voices", slug="voices")
    story = StoryPageFactory(parent=stories, body=_twice(CampaignBodyBlock()))
    private = StandardPageFactory(parent=home, title="For members", slug="for-members")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    link = ShortLink.objects.create(translation_key=blocks.translation_key, label="Poster")
    signature, of_signatures = _of_signatures()
    paths = [page.get_url() for page in (blocks, story, private)]
    paths += [reverse("qr_page", args=[link.code]), *of_signatures, *_of_comments()]
    plain = {name: render_to_string(name) for name in PLAIN_PAGES}
    return json.dumps({"paths": paths, "signature": signature, "plain": plain})


def _twice(body: BodyBlock) -> list[Any]:
    """Every block as the editor previews it; headings as nobody should, but some will, set them."""
    headings = "<h3>A third first</h3><p>Text.</p><h2></h2><h2> <b> </b></h2>"
    previews = [(name, block.get_preview_value()) for name, block in body.child_blocks.items()]
    return [("paragraph", headings), *previews, *previews]


def _own_video() -> list[Any]:
    """A video that lies on the site, with captions."""
    documents = get_document_model().objects
    film = documents.create(title="Film", file=ContentFile(bytes(1000), name="film.webm"))
    words = documents.create(title="Words", file=ContentFile(b"WEBVTT\n", name="en.vtt"))
    return [
        (
            "video",
            {
                "title": "Our own",
                "poster": None,
                "document": film,
                "url": "",
                "captions": [{"language": "en", "document": words}],
                "transcript": "<p>What is said.</p>",
            },
        )
    ]


def _of_signatures() -> tuple[str, list[str]]:
    """The page of one that counts, and all that links in mails lead to in every language."""
    page = PetitionPage.objects.get(locale__language_code="en", slug="my-story-my-dignity")
    petition = page.petition
    waiting = SignatureFactory(petition=petition, email="waiting@example.org")
    counted = petition.signatures.filter(status=Signature.Status.CONFIRMED, kind="person")[0]
    pages = [
        (waiting.pk, "confirm"),
        (waiting.pk, "manage"),
        (counted.pk, "confirm"),
        (counted.pk, "unsubscribe"),
        (counted.pk, "manage"),
    ]
    paths = {}
    for language in LANGUAGES:
        with translation.override(language):
            paths[language] = [
                reverse(f"petitions:{purpose}", args=[links_to_signatures.make_token(key, purpose)])
                for key, purpose in pages
            ]
    return paths["en"][-1], [path for found in paths.values() for path in found]


def _of_comments() -> list[str]:
    """A draft that is open for comment, one that was, and the pages of who commented."""
    paths = []
    for language in LANGUAGES:
        draft = ConsultationFactory(language=language)
        waiting = CommentFactory(consultation=draft)
        shown = CommentFactory(consultation=draft, status="published")
        with translation.override(language):
            paths += [
                draft.path,
                f"{draft.path}check-your-mail/",
                f"{draft.path}{SECTIONS[0].anchor}/",
            ]
            paths += [
                reverse(
                    f"resources:comments:{purpose}",
                    args=[links_to_comments.make_token(comment.pk, purpose)],
                )
                for comment in (waiting, shown)
                for purpose in ("confirm", "manage")
            ]
    return paths
