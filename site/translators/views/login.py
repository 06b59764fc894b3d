"""Logging in to the admin."""

from django.urls import reverse
from wagtail.admin.views import account

from translators.views.access import is_only_translator


class LoginView(account.LoginView):
    """Wagtail's login, after which translators come to their list."""

    def get_success_url(self) -> str:
        """Lead to where the person was going; to the list instead of the admin's first page."""
        url: str = super().get_success_url()
        if url == reverse("wagtailadmin_home") and is_only_translator(self.request.user):
            return reverse("translators:worklist")
        return url
