"""The site's addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views import serve as wagtaildocs_serve
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core import views
from core.api import PublicPagesAPIViewSet
from core.finding.addresses import SEARCH
from core.health import healthz, readyz
from core.http import read_only
from core.logins.views import MemberLoginView, limited
from core.media import in_parts
from core.sitemaps import AllLanguagesSitemap
from resources.views.files import edition_file
from translators.guards.addresses import own_languages_only
from translators.views.login import LoginView

pages_api = WagtailAPIRouter("pages_api")
pages_api.register_endpoint("pages", PublicPagesAPIViewSet)

handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    # Before Wagtail's own at the same address.
    path("admin/login/", LoginView.as_view(), name="wagtailadmin_login"),
    path(
        "admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, own_languages_only))
    ),
    # Before Wagtail's own at the same address.
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        limited(wagtaildocs_serve.authenticate_with_password, "restriction_id"),
        name="wagtaildocs_authenticate_with_password",
    ),
    path("documents/", include(decorate_urlpatterns(wagtaildocs_urls.urlpatterns, in_parts))),
    path("api/", include("petitions.api")),
    path("api/v2/", pages_api.urls),
    path("healthz/", healthz, name="healthz"),
    path("readyz/", readyz, name="readyz"),
    path("edition-files/<str:sha256>/<str:name>", edition_file, name="edition_file"),
    path("", include("core.sharing.urls")),
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml",
        read_only(sitemap),
        {"sitemaps": {"pages": AllLanguagesSitemap}},
        name="sitemap",
    ),
]

if settings.LOCAL:
    urlpatterns += [
        path("outbox/", views.outbox, name="outbox"),
        re_path(r"^outbox/(?P<name>[\w.-]+)/(?:(?P<part>html)/)?$", views.outbox_mail, name="mail"),
    ]
if settings.LOCAL or settings.DEBUG:
    # Elsewhere the web server or the object store gives out pictures. Documents
    # go through Wagtail, which asks whether they are private.
    urlpatterns += [
        re_path(
            r"^media/(?P<path>(?:images|original_images)/.*)$",
            serve_file,
            {"document_root": settings.MEDIA_ROOT},
        )
    ]

# Wagtail's own addresses (login for private pages), with our way of serving pages in place of its.
page_urls = [url for url in wagtail_urls.urlpatterns if url.name != "wagtail_serve"]

urlpatterns += i18n_patterns(
    path(f"{SEARCH}/", views.site_search, name="search"),
    # Before Wagtail's own at the same addresses.
    path("_util/login/", MemberLoginView.as_view(), name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        limited(wagtail_views.authenticate_with_password, "page_view_restriction_id"),
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/logout/", LogoutView.as_view(), name="members_logout"),
    path("", include("petitions.urls")),
    path("", include("resources.urls")),
    *page_urls,
    # No page begins with these: what is unknown there is 404, not a redirect to /en/api/.
    # Calendars below a page have the name of a file.
    re_path(
        r"^(?!(?:admin|api|s)/)((?:[\w\-]+/)*(?:[\w\-]+\.ics)?)$",
        views.serve_page,
        name="wagtail_serve",
    ),
)
