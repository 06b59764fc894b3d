"""The addresses of drafts for comment, and those in mails. Below the language's prefix."""

from django.urls import path

from resources.commenting.views import comment, draft

app_name = "comments"

urlpatterns = [
    path("comment/confirm/<str:token>/", comment.confirm, name="confirm"),
    path("comment/<str:token>/", comment.manage, name="manage"),
    path("comments/<uuid:key>/", draft.consultation, name="consultation"),
    path("comments/<uuid:key>/check-your-mail/", draft.check_mail, name="check_mail"),
    path("comments/<uuid:key>/<slug:anchor>/", draft.section, name="section"),
]
