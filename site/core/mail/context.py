"""What every mail says of the site that it comes from."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from core.models import SiteSettings


def site_context(page: Page | None) -> dict[str, Any]:
    """Return what `mail/base.html` needs, for the site that `page` is on. Works without one."""
    site = page.get_site() if page else None
    site_settings = SiteSettings.for_site(site) if site else None
    privacy = site_settings.privacy_page if site_settings else None
    name = site_settings.name if site_settings else settings.WAGTAIL_SITE_NAME
    return {
        "site_name": name,
        "from_name": name,
        "is_demonstration": bool(site_settings and site_settings.is_demonstration),
        "privacy_url": (privacy.localized.full_url or "") if privacy else "",
    }
