"""The addresses in mails to signers. Below the language's prefix."""

from django.urls import path

from petitions import views

app_name = "petitions"

urlpatterns = [
    path("signature/confirm/<str:token>/", views.confirm, name="confirm"),
    path("signature/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("signature/<str:token>/", views.manage, name="manage"),
]
