"""A video that loads when somebody asks for it, with captions and a transcript."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.players import OutsideVideo, outside_video
from core.media import CAPTIONS, VIDEOS, extension_of
from core.players import allow_player

# What a file with captions begins with (WebVTT).
_SIGNATURE = b"WEBVTT"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def _languages() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)


class CaptionsBlock(blocks.StructBlock):
    """What is said in a video, in one language, as a file of captions."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=_languages)
    document = DocumentChooserBlock(
        label=_("File"), required=False, help_text=_("In the format WebVTT, with the ending .vtt.")
    )

    def clean(self, value: Any) -> Any:
        """Ask for a file that browsers can read, as soon as the page is to be published."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not _is_webvtt(cleaned.get("document")):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "document": ValidationError(
                        _("Choose a file of captions in the format WebVTT, with the ending .vtt.")
                    )
                }
            )
        return cleaned


def _is_webvtt(document: Any) -> bool:
    if document is None or extension_of(document.filename) not in CAPTIONS:
        return False
    try:
        with document.open_file() as file:
            begin: bytes = file.read(len(_BYTE_ORDER_MARK) + len(_SIGNATURE))
    except OSError:
        return False
    return begin.removeprefix(_BYTE_ORDER_MARK).startswith(_SIGNATURE)


class VideoValue(blocks.StructValue):
    """Adds what is to be shown."""

    @cached_property
    def outside(self) -> OutsideVideo | None:
        """The video on another site, if it is on one."""
        return outside_video(self.get("url") or "")

    @property
    def content_type(self) -> str:
        """The media type of our own file."""
        return VIDEOS[extension_of(self["document"].filename)]

    @property
    def tracks(self) -> list[dict[str, Any]]:
        """The captions that there are, those in the reader's language switched on."""
        return [
            {
                "language": track["language"],
                "url": track["document"].url,
                "is_default": track["language"] == get_language(),
            }
            for track in self["captions"]
            if track.get("document") and track.get("language")
        ]


class VideoBlock(blocks.StructBlock):
    """A video: a file of ours, or one on a site that has a player."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    poster = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("Shown until the video is started. Choose a quiet one."),
    )
    document = DocumentChooserBlock(
        label=_("File"), required=False, help_text=_("In the format MP4 or WebM.")
    )
    url = blocks.URLBlock(
        label=_("Or its address elsewhere"),
        required=False,
        help_text=_(
            "On YouTube, Vimeo or the Internet Archive. Nothing is loaded from there before a "
            "reader clicks. Give the video its captions there."
        ),
    )
    captions = blocks.ListBlock(
        CaptionsBlock(),
        label=_("Captions of the file"),
        default=[],
        help_text=_("For those who cannot hear, or do not know the language."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=["bold", "italic", "link"],
        help_text=_(
            "What is said and what is to be seen, as text: for those who can neither see nor hear "
            "it, and for those who would rather read."
        ),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "core/blocks/video.html"
        description = _("A video with captions and transcript, loaded when a reader starts it")
        value_class = VideoValue

    def get_preview_value(self) -> Any:
        """Show a video elsewhere with the picture that came last; without any, without one."""
        return self.normalize(
            {
                "title": "In their own words",
                "poster": get_image_model().objects.order_by("-pk").first(),
                "document": None,
                "url": "https://archive.org/details/example",
                "captions": [],
                "transcript": "<p>“I tell my story myself.”</p>",
            }
        )

    def clean(self, value: Any) -> Any:
        """Require exactly one video that can be shown, as soon as the page is to be published."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        document, url = cleaned.get("document"), cleaned.get("url")
        errors = {}
        if bool(document) == bool(url):
            errors["document"] = _("Choose a file or give an address, not both.")
        elif document and extension_of(document.filename) not in VIDEOS:
            errors["document"] = _("Choose a video in the format MP4 or WebM.")
        elif url and cleaned.outside is None:
            errors["url"] = _(
                "Give the address of a video on YouTube, Vimeo or the Internet Archive, "
                "as it stands in the browser."
            )
        elif url and cleaned["captions"]:
            errors["captions"] = _("Captions belong to a file. Add these where the video is.")
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(text) for name, text in errors.items()}
            )
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Let the page show the player, where it has one."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        if request is not None and value.outside:
            allow_player(request, value.outside.origin)
        return context
