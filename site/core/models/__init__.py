"""The models that every page shares."""

from core.mail.models import OutgoingMail
from core.models.menus import Menu
from core.models.pages import BasePage, HomePage, StandardPage
from core.models.settings import Footer, SiteSettings

__all__ = ["BasePage", "Footer", "HomePage", "Menu", "OutgoingMail", "SiteSettings", "StandardPage"]
