"""Signatures on paper: entered, corrected and removed as totals."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from core.admin.columns import IsolatedColumn, isolated
from petitions import paper
from petitions.models import PaperBatch, Petition, PetitionCount

# Above it, a slip of the keys is likelier than a stack of sheets.
LARGEST = 10_000_000


class PaperForm(WagtailAdminModelForm):
    """One batch of sheets."""

    class Meta:
        model = PaperBatch
        fields = ["petition", "signatures", "collected_on", "place", "collected_by"]
        widgets = {"collected_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        petition = self.fields["petition"]
        petition.queryset = Petition.objects.order_by("title")
        petition.help_text = _("A petition appears here once it has been published.")
        self.fields["signatures"].validators.append(MaxValueValidator(LARGEST))

    def clean_collected_on(self) -> Any:
        """Nobody has collected anything tomorrow."""
        day = self.cleaned_data["collected_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."), code="future")
        return day


class PaperListView(IndexView):
    """All batches, newest first."""

    default_ordering = "-collected_on"

    def get_base_queryset(self) -> QuerySet[PaperBatch]:
        """What a row shows, in one query."""
        return PaperBatch.objects.select_related("petition", "entered_by")

    def order_queryset(self, queryset: QuerySet[PaperBatch]) -> QuerySet[PaperBatch]:
        """Equal days in the order of entry."""
        return queryset.order_by(self.ordering, "-pk")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What was collected, where, by whom, and who says so."""
        title_column = self._get_title_column_class(TitleColumn)
        return [
            title_column(
                "petition",
                label=_("Petition"),
                accessor=lambda batch: isolated(batch.petition.title),
                get_url=lambda batch: self.get_edit_url(batch) or self.get_inspect_url(batch),
            ),
            NumberColumn("signatures", label=_("Signatures"), sort_key="signatures"),
            IsolatedColumn("place", label=_("Place")),
            Column("collected_on", label=_("Collected on"), sort_key="collected_on"),
            IsolatedColumn("collected_by", label=_("Collected by")),
            IsolatedColumn(
                "entered_by",
                label=_("Entered by"),
                accessor=lambda batch: batch.entered_by and get_user_display_name(batch.entered_by),
            ),
            DateColumn("entered_at", label=_("Entered")),
        ]


class PaperCreateView(CreateView):
    """Enter a batch."""

    submit_button_label = gettext_lazy("Add")
    submit_button_active_label = gettext_lazy("Adding…")

    def save_instance(self) -> PaperBatch:
        """Store it and count it."""
        return paper.record(self.form.save(commit=False), self.request.user)

    def get_success_message(self, instance: PaperBatch) -> str:
        """Say where the count stands."""
        message = ngettext(
            "%(number)s signature on paper was added.",
            "%(number)s signatures on paper were added.",
            instance.signatures,
        ) % {"number": number_format(instance.signatures)}
        return f"{message} {_standing(instance)}"


class PaperEditView(EditView):
    """Correct a batch."""

    def save_instance(self) -> PaperBatch:
        """Store what has changed, and let the count follow."""
        try:
            batch = paper.change(self.form.save(commit=False), self.request.user)
        except PaperBatch.DoesNotExist as error:
            raise Http404 from error
        self.has_content_changes = self.form.has_changed()
        return batch

    def get_success_message(self) -> str:
        """Say where the count stands."""
        return " ".join((_("The batch was saved."), _standing(self.object)))


class PaperDeleteView(DeleteView):
    """Remove a batch."""

    @property
    def confirmation_message(self) -> str:
        """Say what becomes of the count."""
        return ngettext(
            "Remove this batch? The count falls by %(number)s.",
            "Remove this batch? The count falls by %(number)s.",
            self.object.signatures,
        ) % {"number": number_format(self.object.signatures)}

    def delete_action(self) -> None:
        """Remove it, and let the count follow."""
        paper.remove(self.object, self.request.user)

    def get_success_message(self) -> str:
        """Say where the count stands."""
        return " ".join((_("The batch was removed."), _standing(self.object)))


class PaperViewSet(ModelViewSet):
    """Batches of signatures on paper."""

    model = PaperBatch
    icon = "form"
    menu_label = gettext_lazy("Paper signatures")
    name = "petitions_paper"
    url_prefix = "petitions/paper"
    form_fields = PaperForm.Meta.fields
    list_filter = ["petition"]
    index_view_class = PaperListView
    add_view_class = PaperCreateView
    edit_view_class = PaperEditView
    delete_view_class = PaperDeleteView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    ordering = "-collected_on"

    def get_form_class(self, for_update: bool = False) -> type[PaperForm]:
        """The same form for a new batch and an old one."""
        return PaperForm


def _standing(batch: PaperBatch) -> str:
    """Return a sentence with the petition's count, which has just changed."""
    count = PetitionCount.objects.get(pk=batch.petition_id)
    return _("The petition now stands at %(total)s.") % {"total": number_format(count.total)}
