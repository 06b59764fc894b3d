"""The parts of a form's text, by which translators see what is unfinished."""

from django.utils.translation import gettext_lazy as _

from campaigns.models import ApplicationFormPage
from translators.parts import Fields, divide

PARTS = (
    Fields(
        _("Page text"),
        frozenset(
            {"title", "seo_title", "search_description", "introduction", "body", "button_text"}
        ),
    ),
    Fields(_("Questions"), frozenset({"form_fields"})),
    Fields(_("Mail texts"), frozenset({"mail_subject", "mail_text", "pack_text"})),
    Fields(_("Thank-you"), frozenset({"thank_you"})),
)


def divide_forms() -> None:
    """Let translations of forms be judged part by part, together with the interface."""
    divide(ApplicationFormPage, PARTS, needs_interface=True)
