"""The forms to log in with: the same as ever, and what somebody reads who has to wait."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from core.logins.limits import may_send_reset


class TellsWhoHasToWait(AuthenticationForm):
    """Says that it was too often, instead of that the password was wrong."""

    def get_invalid_login_error(self) -> ValidationError:
        """Return what is wrong."""
        if getattr(self.request, "login_limited", False):
            return ValidationError(
                _("Too many attempts to log in. Wait for a quarter of an hour, then try again."),
                code="limited",
            )
        return super().get_invalid_login_error()


class StaffLoginForm(TellsWhoHasToWait, LoginForm):
    """For the admin."""


class MemberLoginForm(TellsWhoHasToWait):
    """For the site."""


class StaffPasswordResetForm(PasswordResetForm):
    """Sends no more links than somebody can use; the page says the same either way."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Send a link, if there is such an account."""
        if may_send_reset(self.cleaned_data["email"]):
            super().save(*args, **kwargs)
