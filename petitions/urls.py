"""The addresses in mails to signers. Below the language's prefix."""

from django.urls import path

from petitions.views import signature

app_name = "petitions"

urlpatterns = [
    path("signature/confirm/<str:token>/", signature.confirm, name="confirm"),
    path("signature/unsubscribe/<str:token>/", signature.unsubscribe, name="unsubscribe"),
    path("signature/<str:token>/", signature.manage, name="manage"),
]
