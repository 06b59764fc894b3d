"""Bringing translations up to date with their source, and publishing those that are whole."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation, get_edit_url
from wagtail_localize.views.update_translations import UpdateTranslationsView

from translators.permissions import may_translate
from translators.publishing import refusal, what_is_missing
from translators.views.machine import tell_failure


def urls() -> list[URLPattern]:
    """Return the address of wagtail-localize's view, to stand before it."""
    return [
        path(
            "localize/update/<int:translation_source_id>/",
            tell_failure(SynchroniseView.as_view()),
            name="synchronise_translations",
        )
    ]


class SynchroniseView(UpdateTranslationsView):
    """wagtail-localize's view, which by itself publishes what is not translated in English."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Publish each language that is ready, and say of the others why not."""
        publishes = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response: HttpResponse = super().form_valid(form)
        if publishes:
            translations = self.object.translations.filter(enabled=True)
            for translation in translations.select_related("source", "target_locale"):
                self._publish(translation)
        return response

    def _publish(self, translation: Translation) -> None:
        instance = translation.get_target_instance()
        if isinstance(instance, Page):
            instance = instance.specific
        reasons = what_is_missing(instance)
        user, locale = self.request.user, translation.target_locale
        if not reasons and not may_translate(user, instance, locale, "publish"):
            reasons = [_("You may not publish in this language")]
        if not reasons:
            try:
                translation.save_target(user=user, publish=True)
            except ValidationError as error:
                reasons = error.messages
        if reasons:
            button = messages.button(get_edit_url(instance), _("Edit"))
            messages.error(self.request, refusal(instance, reasons), [button])
