"""The pages that editors write and translators translate."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.locales import written_language
from core.models.pages import BasePage
from core.sharing.rounding import rounded_down
from core.translated_fields import SourceOnlyField
from petitions.admin.panels import RecordPanel
from petitions.fields import GoalsField
from petitions.models.petition import Accepts, Petition, PetitionCount, PetitionText

PROSE = ["bold", "italic", "ol", "ul", "link"]


class PetitionIndexPage(RoutablePageMixin, BasePage):
    """Lists the petitions and pledges of one language."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    searched_fields = ("introduction",)
    api_fields = [APIField("introduction")]
    template = "petitions/petition_index_page.html"
    subpage_types = ["petitions.PetitionPage"]

    class Meta:
        verbose_name = _("petition list")
        verbose_name_plural = _("petition lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add a card for each petition."""
        from petitions.listing import petition_cards

        context = super().get_context(request, *args, **kwargs)
        context["petitions"] = petition_cards(self.get_children())
        return context

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or self.introduction

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The same for feed readers."""
        from petitions.feeds import petition_feed

        return petition_feed(request, self)


class PetitionPage(RoutablePageMixin, BasePage):
    """A petition or pledge: what is asked, and everything that signers read.

    What is the same in all languages (who may sign, goals, dates) is
    synchronised and takes effect when the source page is published.
    """

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, for cards, search engines and shared links."),
    )
    addressee = models.CharField(
        _("addressed to"), max_length=200, blank=True, help_text=_("Who is asked to act.")
    )
    text = RichTextField(
        _("text that people sign"),
        features=PROSE,
        help_text=_(
            "Write it so that it can stand for years. If you change it after people have signed, "
            "each signature keeps the wording that its signer saw."
        ),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("background"),
        blank=True,
        help_text=_("Shown below the text. People do not sign this part."),
    )
    terms_wording = models.TextField(
        _("consent to processing"),
        default=_(
            "I agree that the coalition stores my name and mail address to count my signature "
            "once, and hands over the signatures to those the petition is addressed to."
        ),
        help_text=_("Beside the box that everyone ticks. Say what happens to the data."),
    )
    updates_wording = models.TextField(
        _("consent to updates"),
        blank=True,
        default=_("Tell me by mail what comes of this petition. I can stop this at any time."),
        help_text=_("Beside the box that people may tick to hear from you again."),
    )
    thank_you = RichTextField(
        _("thank-you"),
        features=PROSE,
        default=_("<p>Your signature counts. Thank you for putting your name to this.</p>"),
        help_text=_("Shown once a signature is confirmed."),
    )
    share_text = models.CharField(
        _("text to share"),
        max_length=240,
        default=_("I have signed this. Will you?"),
        help_text=_("Goes with the link that signers pass on."),
    )
    mail_subject = models.CharField(
        _("subject of the confirmation mail"),
        max_length=120,
        default=_("Please confirm your signature"),
    )
    mail_text = models.TextField(
        _("text of the confirmation mail"),
        blank=True,
        default=_("You are one step away: please confirm that this address is yours."),
        help_text=_("The button and the link follow below it."),
    )

    accepts = models.CharField(
        _("who may sign"), max_length=13, choices=Accepts.choices, default=Accepts.PEOPLE
    )
    goals = GoalsField(
        _("goals"),
        default=list,
        blank=True,
        help_text=_(
            "The steps to grow by, with spaces or commas between them: 1000 5000 10000. The next "
            "one shows when nine tenths are reached; after the last, steps follow by themselves."
        ),
    )
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Leave empty to open on publication.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Leave empty for no end.")
    )
    is_closed = models.BooleanField(
        _("closed to new signatures"),
        default=False,
        help_text=_("The page stays, the count stays, nobody can sign any more."),
    )
    asks_comment = models.BooleanField(
        _("ask for a message"),
        default=True,
        help_text=_("Only staff read the messages; they are never published."),
    )
    asks_updates = models.BooleanField(_("offer updates by mail"), default=True)
    shows_signers = models.BooleanField(
        _("show who signed"),
        default=True,
        help_text=_("Only those who chose to be shown, and only as they chose."),
    )

    # See `core.busy_pages`.
    expects_many_forms = True

    # Publishing the source page copies them to the record, which all languages read.
    options: ClassVar[list[str]] = [
        "accepts",
        "goals",
        "opens_at",
        "closes_at",
        "is_closed",
        "asks_comment",
        "asks_updates",
        "shows_signers",
    ]
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.override_translatable_fields,
        *(SourceOnlyField(name) for name in options),
    ]

    text_panels = [
        *Page.content_panels,
        RecordPanel(heading=_("Signatures")),
        FieldPanel("summary"),
        FieldPanel("addressee"),
        FieldPanel("text"),
        FieldPanel("body"),
    ]
    signer_panels = [
        MultiFieldPanel(
            [FieldPanel("terms_wording"), FieldPanel("updates_wording")], _("What signers agree to")
        ),
        MultiFieldPanel([FieldPanel("mail_subject"), FieldPanel("mail_text")], _("Mail")),
        MultiFieldPanel([FieldPanel("thank_you"), FieldPanel("share_text")], _("Afterwards")),
    ]
    option_panels = [
        HelpPanel(
            content=format_lazy(
                "<p>{}</p>",
                _(
                    "These options are the same in every language. "
                    "They take effect when the page in the source language is published."
                ),
            )
        ),
        MultiFieldPanel(
            [FieldPanel("is_closed"), FieldPanel("opens_at"), FieldPanel("closes_at")],
            _("Open and closed"),
        ),
        FieldPanel("goals"),
        MultiFieldPanel(
            [
                FieldPanel("accepts"),
                FieldPanel("asks_comment"),
                FieldPanel("asks_updates"),
                FieldPanel("shows_signers"),
            ],
            _("The form"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(signer_panels, heading=_("What signers read")),
            ObjectList(option_panels, heading=_("Options")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    searched_fields = ("summary", "addressee", "text", "body")
    api_fields = [APIField("summary"), APIField("addressee"), APIField("text"), APIField("body")]

    template = "petitions/petition_page.html"
    parent_page_types = ["petitions.PetitionIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes = [
        ("", _("Petition")),
        ("check_mail", _("After signing: check your mail")),
        ("thank_you", _("After confirming: thank you")),
        ("mail", _("Confirmation mail")),
    ]

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")

    def clean(self) -> None:
        """Refuse an end before the beginning, and a consent box without its wording."""
        super().clean()
        errors = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("The end must come after the beginning.")
        if self.asks_updates and not self.updates_wording.strip():
            errors["updates_wording"] = _(
                "Write what people agree to, or stop offering updates (under Options)."
            )
        if self.slug == PetitionIndexPage.get_resolver().reverse("feed").strip("/"):
            errors["slug"] = _("This address is taken by the feed of the list. Choose another.")
        if errors:
            raise ValidationError(errors)

    # --- the record -------------------------------------------------------

    @property
    def petition_uuid(self) -> Any:
        """What identifies the petition in every language; an alias stands for its original."""
        return (self.alias_of or self).translation_key

    @cached_property
    def petition(self) -> Petition | None:
        """The record with its count; None until the page is published for the first time."""
        return Petition.objects.select_related("count").filter(uuid=self.petition_uuid).first()

    @cached_property
    def live_wordings(self) -> dict[str, PetitionText]:
        """The live wordings in the language of its text, by kind; empty until it is published."""
        texts = PetitionText.objects.filter(
            petition__uuid=self.petition_uuid, language=written_language(self), is_current=True
        )
        return {text.kind: text for text in texts}

    @property
    def holds_signatures(self) -> bool:
        """Whether deleting this page would take the text away from people who signed it."""
        petition = None if self.alias_of_id else self.petition
        return petition is not None and (
            petition.signatures.exists() or petition.paper_batches.exists()
        )

    def draft_petition(self) -> Petition:
        """Return an unsaved record with this draft's own options, for previews."""
        count = getattr(self.petition, "count", None)
        petition = Petition(uuid=self.petition_uuid, **self.petition_options())
        petition.pk = self.petition.pk if self.petition else None
        petition.outcome = self.petition.outcome if self.petition else ""
        petition.count = PetitionCount(
            petition=petition,
            people=count.people if count else 0,
            organisations=count.organisations if count else 0,
            paper=count.paper if count else 0,
            changed_at=count.changed_at if count else timezone.now(),
        )
        return petition

    def petition_options(self) -> dict[str, Any]:
        """Return what publication copies to the record."""
        return {name: getattr(self, name) for name in ["title", *self.options]}

    # --- public views -----------------------------------------------------

    @property
    def description(self) -> str:
        """Without one of its own, the summary."""
        return self.search_description or self.summary

    @property
    def words_to_share(self) -> str:
        """The editors' words."""
        return self.share_text

    @property
    def card_line(self) -> str:
        """How many have signed, so roughly that a picture stands for many signatures."""
        count = getattr(self.petition, "count", None)
        number = rounded_down(count.total) if count else 0
        if not number:
            return ""
        return _("More than %(number)s have signed") % {"number": number_format(number)}

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Show the petition; a POST signs it."""
        from petitions.views.petition import petition

        return petition(request, self)

    @path("check-your-mail/", name="check_mail")
    def check_mail(self, request: HttpRequest) -> HttpResponse:
        """Say the same to everyone who signed."""
        days = {"days": settings.SIGN_PENDING_DAYS}
        return self.render(request, template="petitions/check_mail.html", context_overrides=days)

    @path("thank-you/", name="thank_you")
    def thanks(self, request: HttpRequest) -> HttpResponse:
        """Thank whoever has confirmed, and offer to share."""
        from petitions.views.petition import thank_you

        return thank_you(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview the draft: the page, and what signers see after it."""
        from petitions.previews import preview

        return preview(request, self, mode_name)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the petition itself: its other addresses are steps of signing."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)
