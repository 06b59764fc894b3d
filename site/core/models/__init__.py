"""The models that every page shares."""

from core.mail.models import OutgoingMail
from core.models.menus import Menu
from core.models.pages import BasePage, HomePage, StandardPage
from core.models.settings import Footer, SiteSettings
from core.sharing.models import ShortLink, ShortLinkDay

__all__ = [
    "BasePage",
    "Footer",
    "HomePage",
    "Menu",
    "OutgoingMail",
    "ShortLink",
    "ShortLinkDay",
    "SiteSettings",
    "StandardPage",
]
