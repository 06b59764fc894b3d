"""What translators choose in their account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from translators.models import TranslatorGroup
from users.models import User


class TranslationMailForm(forms.ModelForm):
    """Whether the daily mail is wanted."""

    class Meta:
        model = User
        fields = ["wants_translation_mail"]


class TranslationMailPanel(BaseSettingsPanel):
    """The daily mail, for those who would get it."""

    name = "translation_mail"
    title = _("Translations")
    tab = notifications_tab
    order = 200
    form_class = TranslationMailForm

    def is_active(self) -> bool:
        """Members of translators' groups get the mail."""
        user: Any = self.user
        return TranslatorGroup.objects.filter(group__in=user.groups.all()).exists()
