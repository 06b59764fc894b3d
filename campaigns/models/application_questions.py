"""The questions of a form, and what each takes for an answer."""

from typing import ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from campaigns.applications.blocks import ChoicesBlock
from campaigns.applications.kinds import DOCUMENTS, PICTURES
from core.translated_fields import SameEverywhereField

# The largest file (megabytes), and the most of a question: they wait on the disk of the server
# while the form is read.
LARGEST_FILE, MOST_FILES = 20, 10


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
