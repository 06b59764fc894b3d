"""The list of drafts for comment: how each stands, and its end."""

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.deletion import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import (
    BaseColumn,
    Column,
    DateColumn,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button, HeaderButton

from core.admin.columns import LanguageColumn, isolated, language_name
from resources.commenting.admin.opening import not_far
from resources.commenting.admin.permissions import (
    ConsultationPermissionPolicy,
    comment_permissions,
    consultation_permissions,
)
from resources.commenting.finding import open_consultation
from resources.commenting.opening import lock_note_of, set_end
from resources.commenting.submitting import lock_consultation
from resources.models import Comment, Consultation


class ConsultationForm(WagtailAdminModelForm):
    """When comments are taken, and what readers are told. The draft itself stays as it is."""

    is_closed = forms.BooleanField(
        label=capfirst(gettext_lazy("closed early")),
        required=False,
        help_text=gettext_lazy(
            "No comment is taken any more. The draft and its comments stay readable."
        ),
    )

    class Meta:
        model = Consultation
        fields = ["closes_on", "introduction"]
        widgets = {"closes_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_closed"].initial = self.instance.closed_at is not None

    def clean_closes_on(self) -> date:
        """Refuse slips of the keys. A day that is over stays what it is."""
        return not_far(self.cleaned_data["closes_on"])

    def clean(self) -> dict[str, Any]:
        """Refuse to open it again beside a later one of the same note."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "closes_on" in data:
            set_end(self.instance, closes_on=data["closes_on"], is_closed=data["is_closed"])
            other = open_consultation(self.instance.note.uuid, self.instance.language)
            if self.instance.is_open and other is not None and other.pk != self.instance.pk:
                raise forms.ValidationError(
                    _("Another draft of this note is open for comment. Close that one first."),
                    code="another",
                )
        return data


class CommentsColumn(Column):
    """How many comments are published and how many wait; leads to them."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Link the numbers for those who may see comments."""
        context = super().get_cell_context_data(instance, parent_context)
        text = _("%(published)s published, %(waiting)s waiting") % {
            "published": number_format(instance.published),
            "waiting": number_format(instance.waiting),
        }
        user = parent_context["request"].user
        if comment_permissions.user_has_permission(user, "view"):
            url = f"{reverse('resources_comments:list')}?consultation={instance.pk}"
            context["value"] = format_html('<a href="{}">{}</a>', url, text)
        else:
            context["value"] = text
        return context


class ConsultationListView(IndexView):
    """All drafts that were opened, newest first."""

    page_title = gettext_lazy("Drafts for comment")
    default_ordering = "-opened_at"

    def get_base_queryset(self) -> QuerySet[Consultation]:
        """What a row shows, in one query, without the text of the draft."""
        waiting = [Comment.Status.CONFIRMED, Comment.Status.QUARANTINED]
        return Consultation.objects.defer("content").annotate(
            published=Count("comments", filter=Q(comments__status=Comment.Status.PUBLISHED)),
            waiting=Count("comments", filter=Q(comments__status__in=waiting)),
        )

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Which draft, until when, and what came."""
        title_column = self._get_title_column_class(TitleColumn)
        return [
            title_column(
                "title",
                label=_("Draft"),
                accessor=lambda draft: isolated(draft.title),
                get_url=self.get_edit_url,
            ),
            Column("edition_number", label=_("Edition"), sort_key="edition_number"),
            LanguageColumn("language", label=_("Language")),
            StatusTagColumn(
                "is_open",
                label=_("State"),
                accessor=lambda draft: _("open") if draft.is_open else _("closed"),
                primary=lambda draft: draft.is_open,
            ),
            Column("closes_on", label=_("Last day"), accessor="last_day", sort_key="closes_on"),
            CommentsColumn("published", label=_("Comments")),
            DateColumn("opened_at", label=_("Opened"), sort_key="opened_at"),
        ]


class ConsultationEditView(EditView):
    """Extend a consultation or end it early."""

    def get_usage_url(self) -> None:
        """Nothing refers to it but its comments, which its list counts."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it while nobody opens another draft of the note."""
        with transaction.atomic():
            lock_note_of(kwargs["pk"])
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Lead to the draft as readers see it, and to what they say."""
        buttons = [HeaderButton(_("View draft"), url=self.object.path, icon_name="view")]
        if comment_permissions.user_has_permission(self.request.user, "view"):
            url = f"{reverse('resources_comments:list')}?consultation={self.object.pk}"
            buttons.append(HeaderButton(_("Comments"), url=url, icon_name="comment"))
        return buttons

    def get_page_subtitle(self) -> str:
        """Name the draft."""
        draft = self.object
        return f"{draft.title} ({draft.edition_number}, {language_name(draft.language)})"

    def get_success_message(self) -> str:
        """Say how it stands."""
        if self.object.is_open:
            return _("The draft is open for comment.")
        return _("The draft is closed for comment.")


class ConsultationDeleteView(DeleteView):
    """Remove what was opened by mistake, as long as nobody has commented."""

    def get_usage_url(self) -> None:
        """Nothing refers to it but its comments, which keep it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse where there are comments, with the way out."""
        if self.user_has_permission("delete") and self.object.comments.exists():
            return self._refuse()
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def delete_action(self) -> None:
        """Delete it. Raises ProtectedError for a comment that came just now."""
        with transaction.atomic():
            lock_consultation(self.object)
            super().delete_action()

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete it, unless a comment came while the question was read."""
        try:
            response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            return self._refuse()
        return response

    def _refuse(self) -> HttpResponse:
        number = self.object.comments.count()
        reason = ngettext(
            "“%(title)s” was not deleted: %(number)s comment was sent on it, and who wrote it "
            "must be able to see it.",
            "“%(title)s” was not deleted: %(number)s comments were sent on it, and those who "
            "wrote them must be able to see them.",
            number,
        ) % {"title": self.object.title, "number": number_format(number)}
        instead = _("To take no more comments, tick “closed early” and save.")
        messages.error(self.request, f"{reason} {instead}")
        return redirect("resources_consultations:edit", self.object.pk)


class ConsultationViewSet(ModelViewSet):
    """Drafts that were opened for comment. They are opened from their page."""

    model = Consultation
    icon = "openquote"
    menu_label = gettext_lazy("Drafts for comment")
    name = "resources_consultations"
    url_prefix = "guidance/consultations"
    index_view_class = ConsultationListView
    edit_view_class = ConsultationEditView
    delete_view_class = ConsultationDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_filter = ["language"]
    form_fields = ConsultationForm.Meta.fields
    ordering = "-opened_at"

    @property
    def permission_policy(self) -> ConsultationPermissionPolicy:
        """Viewing, changing and deleting."""
        return consultation_permissions

    def get_form_class(self, for_update: bool = False) -> type[ConsultationForm]:
        """The form of an opened draft."""
        return ConsultationForm

    def get_urlpatterns(self) -> list[Any]:
        """Nothing is added here."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("edit/<uuid:pk>/", self.edit_view, name="edit"),
            path("delete/<uuid:pk>/", self.delete_view, name="delete"),
            path("history/<uuid:pk>/", self.history_view, name="history"),
            path("history-results/<uuid:pk>/", self.history_results_view, name="history_results"),
        ]
