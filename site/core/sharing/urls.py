"""The addresses that belong to sharing. They begin with no language."""

from django.urls import path, re_path

from core.sharing import views

urlpatterns = [
    path("share-cards/<int:page_id>/<str:digest>.png", views.share_card, name="share_card"),
    path("s/<slug:code>/", views.short_link, name="short_link"),
    path("s/<slug:code>/qr/", views.qr_page, name="qr_page"),
    re_path(r"^s/(?P<code>\w+)/qr\.(?P<kind>svg|png)$", views.qr_file, name="qr_file"),
]
