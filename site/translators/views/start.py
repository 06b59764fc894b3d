"""Beginning a translation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.models import get_edit_url as localize_edit_url
from wagtail_localize.operations import translate_object

from translators.permissions import may_translate


@require_POST
def start(request: HttpRequest, source_id: int, language: str) -> HttpResponse:
    """Begin to translate a page or snippet into a language, and open the editor.

    What somebody else has begun in the meantime is opened as it is.
    """
    locale = get_object_or_404(Locale, language_code=language)
    with transaction.atomic():
        # Two who begin at once do so one after the other.
        source = get_object_or_404(
            TranslationSource.objects.select_for_update(of=("self",)),
            pk=source_id,
            text__isnull=False,
        )
        original = source.object.get_instance_or_none(source.locale)
        if original is None or locale.pk == source.locale_id:
            raise Http404
        if not may_translate(request.user, original, locale):
            raise PermissionDenied
        target = source.object.get_instance_or_none(locale)
        if target is None or getattr(target, "alias_of_id", None):
            translate_object(original, [locale], user=request.user)
            target = source.object.get_instance_or_none(locale)
    if target is None:
        messages.error(
            request,
            _("The translation of “%(title)s” could not be begun.") % {"title": source.object_repr},
        )
        return redirect("translators:worklist")
    return redirect(localize_edit_url(target))
