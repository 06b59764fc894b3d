"""The form pages that editors write and translators translate."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.forms.models import AbstractFormField, FormMixin
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from campaigns.applications.admin.panels import ApplicationsPanel
from campaigns.applications.blocks import ChoicesBlock
from campaigns.applications.building import ApplicationFormBuilder
from campaigns.applications.editing import ApplicationPageForm
from campaigns.applications.kinds import DOCUMENTS, PICTURES
from campaigns.models.applications import (
    KEEP_DAYS,
    LONGEST_KEEP_DAYS,
    Application,
    ApplicationForm,
    Purpose,
)
from core.models.pages import BasePage
from core.translated_fields import SameEverywhereField, SourceOnlyField

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
# Each of a page's files waits on the disk of the server while the form is read.
LARGEST_FILE, LARGEST_TOTAL, MOST_FILES = 20, 50, 10


class ApplicationField(TranslatableMixin, AbstractFormField):
    """A question of a form."""

    class Kind(models.TextChoices):
        """How a question is answered. The names are the form builder's."""

        SINGLELINE = "singleline", _("One line of text")
        MULTILINE = "multiline", _("Several lines of text")
        EMAIL = "email", _("Mail address")
        URL = "url", _("Web address")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        COUNTRY = "country", _("Country")
        CHECKBOX = "checkbox", _("One box to tick")
        CHECKBOXES = "checkboxes", _("Several boxes to tick")
        DROPDOWN = "dropdown", _("One of a list")
        RADIO = "radio", _("One of a few")
        FILES = "files", _("Files")

    class Role(models.TextChoices):
        """What the site itself needs an answer for."""

        ADDRESS = "address", _("the applicant’s mail address")
        NAME = "name", _("the applicant’s name")

    class Accepts(models.TextChoices):
        """Which kinds of files are taken."""

        DOCUMENTS = "documents", _("Documents: PDF, ODT, DOCX")
        PICTURES = "pictures", _("Pictures: JPEG, PNG, WebP")
        BOTH = "both", _("Documents and pictures")

    page = ParentalKey(
        "campaigns.ApplicationFormPage", on_delete=models.CASCADE, related_name="form_fields"
    )
    label = models.CharField(_("question"), max_length=255)
    help_text = models.CharField(_("help text"), max_length=255, blank=True)
    field_type = models.CharField(_("kind of answer"), max_length=16, choices=Kind.choices)
    # Previews build the form, so a draft needs it too.
    field_type.required_on_save = True  # type: ignore[attr-defined]
    required = models.BooleanField(_("must be answered"), default=True)
    role = models.CharField(
        _("This is"),
        max_length=7,
        choices=Role.choices,
        blank=True,
        help_text=_("Every form asks for the mail address that the confirmation goes to."),
    )
    choices = StreamField(
        ChoicesBlock(),
        verbose_name=_("choices"),
        blank=True,
        help_text=_(
            "For boxes and lists. Change the words as you like: an answer stays with its choice."
        ),
    )
    accepts = models.CharField(
        _("files taken"), max_length=9, choices=Accepts.choices, default=Accepts.DOCUMENTS
    )
    max_files = models.PositiveSmallIntegerField(
        _("number of files, at most"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_FILES)],
    )
    max_megabytes = models.PositiveSmallIntegerField(
        _("size of each, in MB, at most"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_FILE)],
    )
    # Nothing is filled in beforehand: an answer is what the applicant says.
    default_value = None

    panels = [
        # Carries the question's identity through the editor, for rows that are only in a draft.
        FieldPanel("clean_name", widget=forms.HiddenInput, classname="w-hidden"),
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("role")]),
        FieldPanel("required"),
        FieldPanel("choices"),
        MultiFieldPanel(
            [
                FieldPanel("accepts"),
                FieldRowPanel([FieldPanel("max_files"), FieldPanel("max_megabytes")]),
            ],
            heading=_("For files"),
            classname="collapsed",
        ),
    ]
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SameEverywhereField("clean_name"),
        SameEverywhereField("field_type"),
        SameEverywhereField("required"),
        SameEverywhereField("role"),
        SameEverywhereField("accepts"),
        SameEverywhereField("max_files"),
        SameEverywhereField("max_megabytes"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label

    def get_field_clean_name(self) -> str:
        """Return what identifies the question: the same in all languages, whatever its words."""
        return f"q{self.translation_key.hex}"

    def adopt_name(self) -> None:
        """Be the question again that the editor has carried along, if it is nobody else's."""
        name = self.clean_name  # type: ignore[has-type]
        if self.pk is None and name and name != self.get_field_clean_name():
            key = _key_of(name)
            rows = ApplicationField.objects.filter(translation_key=key, locale=self.locale_id)
            if key is None or rows.exclude(page=self.page_id).exists():
                self.clean_name = self.get_field_clean_name()
            else:
                self.translation_key = key

    @property
    def has_choices(self) -> bool:
        """Whether it is answered by choosing."""
        return self.field_type in (self.Kind.CHECKBOXES, self.Kind.DROPDOWN, self.Kind.RADIO)

    @property
    def choice_words(self) -> dict[str, str]:
        """The words of each choice by what is stored of it."""
        return {str(block.id): block.value for block in self.choices}

    @property
    def file_kinds(self) -> tuple[str, ...]:
        """The keys of the kinds of files that are taken."""
        kinds = {self.Accepts.DOCUMENTS: DOCUMENTS, self.Accepts.PICTURES: PICTURES}
        return kinds.get(self.accepts, (*DOCUMENTS, *PICTURES))  # type: ignore[call-overload]

    def clean(self) -> None:
        """Refuse a question that nobody could answer, or whose answer nobody could use."""
        super().clean()
        errors = {}
        if self.has_choices and not self.choices:
            errors["choices"] = _("Write down what there is to choose from.")
        if self.role == self.Role.ADDRESS and self.field_type != self.Kind.EMAIL:
            errors["role"] = _(
                "The applicant’s address needs an answer of the kind “Mail address”."
            )
        elif self.role == self.Role.ADDRESS and not self.required:
            errors["required"] = _("The applicant’s address must be answered.")
        if self.role == self.Role.NAME and self.field_type != self.Kind.SINGLELINE:
            errors["role"] = _("The applicant’s name needs an answer of one line of text.")
        if errors:
            raise ValidationError(errors)


def _key_of(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix("q"))
    except ValueError:
        return None


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
