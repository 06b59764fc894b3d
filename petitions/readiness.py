"""The parts of a petition's text, by which translators see what is unfinished."""

from django.utils.translation import gettext_lazy as _

from petitions.models import PetitionPage
from translators.parts import Fields, divide

PARTS = (
    Fields(
        _("Page text"),
        frozenset(
            {
                "title",
                "seo_title",
                "search_description",
                "summary",
                "addressee",
                "text",
                "body",
            }
        ),
    ),
    Fields(_("Mail texts"), frozenset({"mail_subject", "mail_text"})),
    Fields(_("Consent wordings"), frozenset({"terms_wording", "updates_wording"})),
    Fields(_("Thank-you"), frozenset({"thank_you"})),
    Fields(_("Share texts"), frozenset({"share_text"})),
)


def divide_petitions() -> None:
    """Let translations of petitions be judged part by part, together with the interface."""
    divide(PetitionPage, PARTS, needs_interface=True)
