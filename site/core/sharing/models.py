"""Short links, and how often they were followed."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Without what is taken for something else (0 o, 1 i l) and without vowels, so that no words come
# out: 28 characters, of which six make 480 million codes.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
CODE_LENGTH = 6


def new_code() -> str:
    """Return a code that nobody can guess from another one."""
    return "".join(secrets.choice(ALPHABET) for _n in range(CODE_LENGTH))


class ShortLink(models.Model):
    """A short address that leads to a page in the reader's language and says where from."""

    code = models.CharField(_("code"), max_length=12, unique=True, default=new_code, editable=False)
    # Of the page in all its languages: a translation made later is found as well.
    translation_key = models.UUIDField(_("page"), db_index=True)
    source = models.CharField(
        _("source"),
        max_length=64,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9_.-]+\Z",
                _("Use letters, digits, full stops, hyphens and underscores only."),
            )
        ],
        help_text=_(
            "A word for where the link is used, such as poster-geneva. "
            "Signatures that come by the link carry it."
        ),
    )
    label = models.CharField(
        _("what it is for"), max_length=120, help_text=_("For staff only: readers do not see it.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("short link")
        verbose_name_plural = _("short links")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take another code where a new link's is another link's already."""
        if self._state.adding:
            while ShortLink.objects.filter(code=self.code).exists():
                self.code = new_code()
        super().save(*args, **kwargs)

    @property
    def path(self) -> str:
        """The address on this site."""
        return reverse("short_link", args=[self.code])

    @property
    def url(self) -> str:
        """The address with host, as it is printed and sent."""
        return f"{settings.BASE_URL}{self.path}"

    @property
    def short_url(self) -> str:
        """The same as people type it."""
        return self.url.partition("://")[2].rstrip("/")

    @property
    def query(self) -> str:
        """What the page's address is to say of where its reader comes from."""
        return urlencode({"source": self.source}) if self.source else ""


class ShortLinkDay(models.Model):
    """How often a link was followed on a day (UTC). Who did is not kept."""

    link = models.ForeignKey(
        ShortLink,
        on_delete=models.CASCADE,
        related_name="days",
        # The constraint's index begins with it.
        db_index=False,
    )
    day = models.DateField(_("day"))
    hits = models.PositiveIntegerField(_("followed"), default=0)

    class Meta:
        verbose_name = _("day of a short link")
        verbose_name_plural = _("days of short links")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["link", "day"], name="one_count_per_link_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.hits}"
