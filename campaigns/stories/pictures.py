"""Putting a picture that was sent in into the draft: as a copy that says nothing of its origin."""

import io
from typing import IO, Any
from uuid import UUID, uuid4

from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image, ImageOps
from wagtail.images import get_image_model
from wagtail.log_actions import log

from campaigns.applications.kinds import KINDS
from campaigns.models import SentPicture

# The longer side of what the site keeps, in points: more than any of its sizes.
LONGEST_SIDE = 2560
_QUALITY = 88


class NotReadableError(Exception):
    """A picture that looked whole and is not."""


@transaction.atomic
def put_into_draft(key: UUID, user: Any) -> bool:
    """Make an image of the site of a picture, and show it in the story's draft.

    The first becomes the picture of the page, further ones stand below its text.
    False if it is gone, is there already, or the story has no draft. Raises `NotReadableError`.
    """
    pictures = SentPicture.objects.select_for_update(of=("self",)).select_related("story__page")
    picture = pictures.filter(pk=key).first()
    story = picture.story if picture else None
    if picture is None or picture.image_id or story is None or story.page is None:
        return False
    with picture.file.open("rb") as file:
        content = bare_copy(file, picture.kind)
    # Until the story is published, nobody can guess where it lies.
    name = f"{uuid4().hex}{KINDS[picture.kind].ending}"
    image = get_image_model().objects.create(
        title=story.pictures_show or story.headline,
        credit=story.pictures_by,
        file=ImageFile(content, name=name),
        uploaded_by_user=user,
    )
    draft = story.page.get_latest_revision_as_object()
    if draft.image_id is None:
        draft.image, draft.image_description = image, story.pictures_show
    else:
        image.contextual_alt_text, image.decorative = story.pictures_show, False
        draft.body.append(("figure", {"image": image, "caption": ""}))
    draft.save_revision(user=user, log_action=True)
    SentPicture.objects.filter(pk=picture.pk).update(image=image)
    log(story, "campaigns.stories.picture", user=user)
    return True


def bare_copy(file: IO[bytes], kind: str) -> io.BytesIO:
    """Return a picture anew, upright, without place, time, camera or anything else beside it.

    Raises `NotReadableError`.
    """
    content = io.BytesIO()
    try:
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as picture:
            upright = ImageOps.exif_transpose(picture)
            colours = picture.info.get("icc_profile")
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # What Pillow knows of the picture would be written again.
        upright.info = {}
        upright.save(content, kind.upper(), quality=_QUALITY, icc_profile=colours)
    except (OSError, SyntaxError, ValueError) as error:
        raise NotReadableError from error
    return content
