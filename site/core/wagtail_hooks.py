"""What every page's doings add to Wagtail's admin."""

from wagtail import hooks

from core.sharing import admin as short_links

hooks.register("register_admin_viewset", short_links.ShortLinkViewSet)
hooks.register("register_page_header_buttons", short_links.page_buttons)
