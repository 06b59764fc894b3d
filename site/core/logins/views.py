"""Logging in to the site, for members of the coalition."""

from django.contrib.auth import views

from core.logins.forms import MemberLoginForm


class MemberLoginView(views.LoginView):
    """Wagtail's login for the site."""

    template_name = "wagtailcore/login.html"
    authentication_form = MemberLoginForm
