"""What belongs to the site as a whole."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.models.menus import Menu
from core.translated_fields import SameEverywhereField


@register_snippet
class Footer(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """The text at the foot of every page, one per language."""

    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("For staff only: readers do not see it."),
    )
    text = RichTextField(_("text"), features=["bold", "italic", "link"])
    contact_email = models.EmailField(_("contact address"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("contact_email")]
    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        SameEverywhereField("title"),
        TranslatableField("text"),
        # A coalition may have somebody in each country who answers in its language.
        SynchronizedField("contact_email"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """Show the footer on an otherwise empty page."""
        return "core/footer_preview.html"


@register_setting(icon="cogs")
class SiteSettings(BaseSiteSetting):
    """Settings of one site. Text for readers is in a snippet: settings cannot be translated."""

    name = models.CharField(
        _("name of the site"),
        max_length=80,
        default="Undersigned",
        help_text=_("Beside the wordmark, in the browser's title and in mails."),
    )
    footer = models.ForeignKey(
        Footer,
        verbose_name=_("footer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Readers see it in their own language where it is translated."),
    )
    main_menu = models.ForeignKey(
        Menu,
        verbose_name=_("main menu"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "At the head of every page. Without one, the pages below the home page are there "
            "that are shown in menus."
        ),
    )
    footer_menu = models.ForeignKey(
        Menu,
        verbose_name=_("menu at the foot"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("At the foot of every page, beside the footer."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked from every sign form and every mail."),
    )
    is_demonstration = models.BooleanField(
        _("this is a demonstration"),
        default=False,
        help_text=_("Shows on every page that its petitions and signatures are invented."),
    )

    select_related = ["footer__locale", "main_menu__locale", "footer_menu__locale"]
    panels = [
        FieldPanel("name"),
        FieldPanel("is_demonstration"),
        MultiFieldPanel([FieldPanel("main_menu"), FieldPanel("footer_menu")], _("Menus")),
        MultiFieldPanel([FieldPanel("footer"), FieldPanel("privacy_page")], _("Pages and texts")),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    @property
    def privacy_url(self) -> str:
        """The privacy page's address in the active language, or an empty text."""
        page = self.privacy_page
        return (page.localized.url or "") if page else ""
