"""Looking through what a machine has translated.

No box ticks all the others: each one says that a person has read that string.
"""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail_localize.models import StringTranslation

from translators.po import max_length
from translators.string_checks import length_problem, string_problems
from translators.views.access import translation_for
from translators.worklist import MACHINE


class ReviewForm(forms.Form):
    """One string: its translation, to be corrected, and a box that says it was read."""

    text = forms.CharField(
        label=gettext_lazy("Translation"), widget=AdminAutoHeightTextInput, strip=False
    )
    # The translation as it was shown: somebody else may change it meanwhile.
    shown = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)
    is_read = forms.BooleanField(label=gettext_lazy("I have read it"), required=False)

    def __init__(
        self,
        string: StringTranslation,
        *,
        limit: int | None,
        language: dict[str, str],
        posted: Any = None,
    ) -> None:
        """Show `string`, whose field takes `limit` characters (None: any number)."""
        initial = {"text": string.data, "shown": string.data}
        super().__init__(posted, prefix=self.prefix_of(string), initial=initial)
        self.fields["text"].widget.attrs.update(lang=language["code"], dir=language["dir"])
        self.string = string
        self.limit = limit

    @staticmethod
    def prefix_of(string: StringTranslation) -> str:
        """Return what the names of the string's fields begin with."""
        return f"string-{string.pk}"

    @property
    def is_decided(self) -> bool:
        """Whether the person has corrected the string or ticked the box, and it still matters."""
        text, shown = self._posted("text"), self._posted("shown")
        is_decided = text != shown or bool(self._posted("is_read"))
        is_done = self.string.translation_type != MACHINE and text == self.string.data
        return is_decided and not is_done

    def clean(self) -> dict[str, Any]:
        """Refuse what could not stand on the page."""
        if "text" not in self.cleaned_data:
            return self.cleaned_data
        text = self.cleaned_data["text"] = self._posted("text")
        problems = string_problems(self.string.translation_of.data, text)
        if problem := length_problem(text, self.limit):
            problems.append(problem)
        if self.string.data not in (self._posted("shown"), text):
            problems.append(
                _("Somebody has changed it meanwhile: “%(text)s”. Save again to keep yours.")
                % {"text": self.string.data}
            )
        for problem in problems:
            self.add_error("text", problem)
        return self.cleaned_data

    def save(self, user: Any) -> None:
        """Let the person stand for the string."""
        self.string.data = self.cleaned_data["text"]
        self.string.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        self.string.tool_name = ""
        self.string.last_translated_by = user
        self.string.has_error, self.string.field_error = False, ""
        self.string.save()

    def _posted(self, name: str) -> str:
        # Browsers send each line break as two characters.
        return str(self.data.get(self.add_prefix(name), "")).replace("\r\n", "\n")


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """The machine-made strings of one page or snippet in one language."""

    template_name = "translators/review.html"
    page_title = gettext_lazy("Made by a machine")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in those who may translate it."""
        self.translation = translation_for(request.user, kwargs["translation_id"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the strings."""
        return self.render(self.forms(self.strings()))

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was corrected or ticked; if anything of it is refused, nothing."""
        strings = self.strings(request.POST)
        decided = [form for form in self.forms(strings, request.POST) if form.is_decided]
        # Asked of all of them, so that each says what is wrong with it.
        refused = [form for form in decided if not form.is_valid()]
        if refused:
            return self.render(self._refused(strings, decided))
        for form in decided:
            form.save(request.user)
        number = len(decided)
        if number:
            text = ngettext(
                "%(number)s string was saved.", "%(number)s strings were saved.", number
            )
            messages.success(request, text % {"number": number_format(number)})
        else:
            messages.warning(request, _("Nothing was ticked or corrected."))
        if any(string.translation_type == MACHINE for string in strings):
            return redirect("translators:review", self.translation.pk)
        return redirect(self.editor_url)

    def strings(self, posted: Any = None) -> list[StringTranslation]:
        """Return what a machine made, in the order of the text.

        For a posted form also what was machine-made when the form was shown.
        """
        segments = self.translation.source.stringsegment_set.all()
        strings = segments.get_translations(self.translation.target_locale).select_related(
            "translation_of", "context"
        )
        if posted is not None:
            strings = strings.select_for_update(of=("self",))
        place: dict[tuple[int, int], int] = {}
        for *key, order in segments.order_by("order").values_list(
            "string_id", "context_id", "order"
        ):
            place.setdefault((key[0], key[1]), order)
        shown = [
            string
            for string in strings
            if string.translation_type == MACHINE
            or (posted is not None and f"{ReviewForm.prefix_of(string)}-shown" in posted)
        ]
        return sorted(shown, key=lambda row: place[row.translation_of_id, row.context_id])

    def forms(self, strings: list[StringTranslation], posted: Any = None) -> list[ReviewForm]:
        """Return a form for each string."""
        model = self.translation.source.specific_content_type.model_class()
        language = _language(self.translation.target_locale.language_code)
        return [
            ReviewForm(
                string,
                limit=max_length(model, string.context.field_path),
                language=language,
                posted=posted,
            )
            for string in strings
        ]

    def _refused(
        self, strings: list[StringTranslation], decided: list[ReviewForm]
    ) -> list[ReviewForm]:
        """Return the forms as they were filled in, with what is wrong."""
        by_string = {form.string.pk: form for form in decided}
        return [
            by_string.get(form.string.pk, form)
            for form in self.forms(strings)
            if form.string.translation_type == MACHINE or form.string.pk in by_string
        ]

    def render(self, forms: list[ReviewForm]) -> HttpResponse:
        """Show the forms."""
        return self.render_to_response(self.get_context_data(forms=forms))

    @property
    def editor_url(self) -> str:
        """Where the whole text is translated."""
        return str(self.translation.get_target_instance_edit_url())

    def get_page_subtitle(self) -> str:
        """Say what is looked through."""
        return str(self.translation.source.object_repr)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list and to the editor."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translators:worklist"), "label": _("Translations")},
            {"url": self.editor_url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the languages, each with its direction."""
        return {
            **super().get_context_data(**kwargs),
            "source_language": _language(self.translation.source.locale.language_code),
            "editor_url": self.editor_url,
            "submit_button_label": _("Save"),
            "media": ReviewForm.base_fields["text"].widget.media,
        }


def _language(code: str) -> dict[str, str]:
    info = get_language_info(code)
    return {
        "code": code,
        "name": info["name_translated"],
        "dir": "rtl" if info["bidi"] else "ltr",
    }
