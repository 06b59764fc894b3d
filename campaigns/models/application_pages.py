"""The form pages that editors write and translators translate."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.forms.models import FormMixin
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from campaigns.applications.admin.panels import ApplicationsPanel
from campaigns.applications.building import ApplicationFormBuilder
from campaigns.applications.editing import ApplicationPageForm
from campaigns.models.applications import (
    KEEP_DAYS,
    LONGEST_KEEP_DAYS,
    Application,
    ApplicationForm,
    Purpose,
)
from core.models.pages import BasePage
from core.translated_fields import SourceOnlyField

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
# In megabytes: what is sent waits on the disk of the server while the form is read.
LARGEST_TOTAL = 50


class ApplicationFormPage(RoutablePageMixin, FormMixin, BasePage):
    """A form by which people apply: its questions, and everything that applicants read.

    What is the same in all languages (dates, limits, how long answers are kept)
    takes effect when the source page is published.
    """

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=500,
        help_text=_("Whom the form is for, in one or two sentences."),
    )
    body = RichTextField(
        _("text"),
        blank=True,
        features=PROSE,
        help_text=_("Above the form: what is offered, what is asked of people, what comes next."),
    )
    button_text = models.CharField(
        _("text of the button"), max_length=60, default=_("Send application")
    )
    thank_you = RichTextField(
        _("thank-you"),
        features=PROSE,
        default=_("<p>Thank you. We read every application and will write to you.</p>"),
        help_text=_("Shown once the form is sent."),
    )
    mail_subject = models.CharField(
        _("subject of the confirmation mail"),
        max_length=120,
        default=_("We have received your application"),
    )
    mail_text = models.TextField(
        _("text of the confirmation mail"),
        blank=True,
        default=_("Thank you for your application. We will write to you when we have read it."),
    )
    pack_text = models.TextField(
        _("text about the information pack"),
        blank=True,
        help_text=_("Goes with the confirmation mail, above the link to the document."),
    )
    pack_document = models.ForeignKey(
        get_document_model(),
        verbose_name=_("information pack"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked from the confirmation mail. Anybody who has the link can open it."),
    )
    contact_email = models.EmailField(
        _("contact address"),
        blank=True,
        help_text=_("Whom applicants write to if they want to change or take back what they sent."),
    )

    purpose = models.CharField(
        _("what people apply for"),
        max_length=9,
        choices=Purpose.choices,
        default=Purpose.OTHER,
        help_text=_("Sorts applications for staff."),
    )
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Leave empty to open on publication.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Leave empty for no end.")
    )
    is_closed = models.BooleanField(
        _("closed to new applications"),
        default=False,
        help_text=_("The page stays, and says that it is closed."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days that applications are kept"),
        default=KEEP_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEEP_DAYS)],
        help_text=_(
            "The page says so. After that, answers, files and notes are erased by themselves."
        ),
    )
    max_total_megabytes = models.PositiveSmallIntegerField(
        _("all files of an application together, in MB, at most"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TOTAL)],
    )

    # Publishing the source page copies them to the record, which all languages read.
    options: ClassVar[list[str]] = [
        "purpose",
        "opens_at",
        "closes_at",
        "is_closed",
        "keep_days",
        "max_total_megabytes",
    ]
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.override_translatable_fields,
        *(SourceOnlyField(name) for name in options),
    ]

    text_panels = [
        *Page.content_panels,
        ApplicationsPanel(heading=_("Applications")),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("form_fields", heading=_("Questions"), label=_("Question")),
        FieldPanel("button_text"),
    ]
    after_panels = [
        FieldPanel("thank_you"),
        MultiFieldPanel(
            [
                FieldPanel("mail_subject"),
                FieldPanel("mail_text"),
                FieldPanel("pack_text"),
                FieldPanel("pack_document"),
            ],
            _("Mail"),
        ),
        FieldPanel("contact_email"),
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
        FieldPanel("purpose"),
        MultiFieldPanel(
            [FieldPanel("is_closed"), FieldPanel("opens_at"), FieldPanel("closes_at")],
            _("Open and closed"),
        ),
        FieldPanel("keep_days"),
        FieldPanel("max_total_megabytes"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text and questions")),
            ObjectList(after_panels, heading=_("Afterwards")),
            ObjectList(option_panels, heading=_("Options")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    searched_fields = ("introduction", "body")

    base_form_class = ApplicationPageForm
    form_builder = ApplicationFormBuilder
    template = "campaigns/application_form_page.html"
    subpage_types: ClassVar[list[str]] = []
    preview_modes = [
        ("", _("Form")),
        ("thank_you", _("After sending: thank you")),
        ("mail", _("Confirmation mail")),
    ]

    class Meta:
        verbose_name = _("application form")
        verbose_name_plural = _("application forms")

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("The end must come after the beginning.")})

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Name the questions first: a draft holds on to the name by which answers are stored."""
        for question in self.form_fields.all():
            question.clean_name = question.clean_name or question.get_field_clean_name()
        return super().save_revision(*args, **kwargs)

    # --- the record -------------------------------------------------------

    @property
    def form_uuid(self) -> Any:
        """What identifies the form in every language; an alias stands for its original."""
        return (self.alias_of or self).translation_key

    @cached_property
    def record(self) -> ApplicationForm | None:
        """The record; None until the page is published for the first time."""
        return ApplicationForm.objects.filter(uuid=self.form_uuid).first()

    def draft_record(self) -> ApplicationForm:
        """Return an unsaved record with this draft's own options, for previews."""
        return ApplicationForm(uuid=self.form_uuid, **self.record_options())

    def record_options(self) -> dict[str, Any]:
        """Return what publication copies to the record."""
        return {name: getattr(self, name) for name in ["title", *self.options]}

    @property
    def holds_applications(self) -> bool:
        """Whether staff would lose the questions of applications if this page were deleted."""
        record = None if self.alias_of_id else self.record
        return record is not None and record.applications.exists()

    # --- Wagtail's form builder -------------------------------------------

    def get_submission_class(self) -> type[Application]:
        """Return the model that takes the place of the form builder's own submissions."""
        return Application

    def get_submissions(self) -> Any:
        """Return the applications of all languages."""
        return Application.objects.filter(form__uuid=self.form_uuid)

    # --- public views -----------------------------------------------------

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or self.introduction

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Show the form; a POST sends it."""
        from campaigns.applications.views import form_page

        return form_page(request, self)

    @path("thank-you/", name="thank_you")
    def thanks(self, request: HttpRequest) -> HttpResponse:
        """Thank whoever has applied. The same page for everyone."""
        from campaigns.applications.views import thank_you

        return thank_you(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview the draft: the form, and what applicants see after it."""
        from campaigns.applications.previews import preview

        return preview(request, self, mode_name)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the form itself: its other address is a step of sending it."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)
