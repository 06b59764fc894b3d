"""What people send through "share your news", and who they are."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.models.private_files import PrivateFile
from campaigns.models.stories import StoryIndexPage, StoryPage
from core.countries import country_name
from core.names import NAME_LENGTH

ORGANISATION_LENGTH, HEADLINE_LENGTH = 200, 120


class SentStory(models.Model):
    """A story as it came in, with its sender. The page that is made of it knows no sender.

    It is erased as a whole after a time, or at once by staff; the page stays.
    """

    class Flag(models.TextChoices):
        """Why a story may not be from a person. It waits without a page until staff look."""

        NETWORK = "network", _("many stories from one network")
        DISPOSABLE = "disposable", _("throw-away mail address")
        HONEYPOT = "honeypot", _("filled in a field that people do not see")
        SPEED = "speed", _("sent faster than a person can fill it in")
        LINK = "link", _("a web address instead of a name")
        ADDRESS = "address", _("many stories from one address")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    index = models.ForeignKey(
        StoryIndexPage,
        verbose_name=_("story list"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="sent_stories",
    )
    page = models.ForeignKey(
        StoryPage,
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="sent_stories",
    )
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    email = models.EmailField(_("mail address"), max_length=320)
    email_key = models.CharField(max_length=64, editable=False)
    organisation = models.CharField(_("organisation"), max_length=ORGANISATION_LENGTH)
    country = models.CharField(_("country"), max_length=2)
    headline = models.CharField(_("headline"), max_length=HEADLINE_LENGTH)
    text = models.TextField(_("what happened"))
    pictures_show = models.CharField(_("what the pictures show"), max_length=255, blank=True)
    pictures_by = models.CharField(_("who made the pictures"), max_length=200, blank=True)
    flag = models.CharField(_("held because"), max_length=10, choices=Flag.choices, blank=True)
    # What the form carried when it was sent, and a digest of what it said: a second
    # press of the button sends both again.
    once = models.UUIDField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    # When staff wrote to the sender that it is not going to be published.
    declined_at = models.DateTimeField(_("declined"), null=True, editable=False)
    # What staff wrote to the sender, letter by letter.
    answers = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("story sent in")
        verbose_name_plural = _("stories sent in")
        default_permissions = ("view", "change", "delete")
        constraints = [
            models.UniqueConstraint(fields=["once", "digest"], name="one_story_per_sending")
        ]
        indexes = [
            # The staff's list, and what is to be erased.
            models.Index(fields=["-created_at", "-id"], name="sent_story_newest"),
            models.Index(fields=["email_key"], name="sent_story_address"),
        ]

    def __str__(self) -> str:
        # Goes into the audit log, which outlives the sender's data: no name, no address.
        return f"{self.pk}"

    @property
    def country_in_words(self) -> str:
        """The country, in the active language."""
        return country_name(self.country, get_language() or "en")


class SentPicture(PrivateFile):
    """A picture that came with a story; it has no address on the web.

    What is put into the draft is a copy without anything that the camera wrote
    into it (see `campaigns.stories.pictures`).
    """

    owner = "story"

    story = models.ForeignKey(
        SentStory,
        verbose_name=_("story sent in"),
        null=True,
        on_delete=models.CASCADE,
        related_name="pictures",
    )
    # The copy that the site shows, once staff have put it into the draft.
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("image"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("picture sent in")
        verbose_name_plural = _("pictures sent in")
        default_permissions = ()
        ordering = ["created_at", "pk"]
        indexes = [
            # What waits for the rest of its form.
            models.Index(
                fields=["created_at"],
                condition=models.Q(story=None),
                name="sent_picture_waiting",
            ),
            models.Index(fields=["file"], name="sent_picture_name"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
