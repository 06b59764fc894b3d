"""Everything that is stored of one signature."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.models import ModelLogEntry
from wagtail.snippets.views.snippets import InspectView

from core.admin.columns import isolated_in_title, language_name
from core.mail.models import OutgoingMail
from petitions.admin.bulk_actions import DECISIONS
from petitions.mail import reference
from petitions.models import Signature
from petitions.moderating import is_possible

# What the mails are called; the queue knows them by short names.
MAIL_NAMES = {
    "confirm_signature": _("Request to confirm"),
    "already_signed": _("Note that they had signed already"),
}


@dataclass(frozen=True)
class Event:
    """Something that happened to a signature."""

    at: datetime
    what: Any
    who: str = ""


class SignatureView(InspectView):
    """One signature: who, what, when, and what was done about it."""

    any_permission_required = ["view"]
    page_title = _("Signature")

    def get_object(self, queryset: Any = None) -> Signature:
        """Fetch the signature with what is shown of it."""
        signatures = Signature.objects.select_related("petition", "text")
        return get_object_or_404(signatures, pk=self.pk)

    def get_page_subtitle(self) -> str:
        """Name the signer."""
        return isolated_in_title(self.object.signer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what belongs to the signature."""
        return {
            **super().get_context_data(**kwargs),
            "signature": self.object,
            "details": list(_details(self.object)),
            "wording": self.object.text,
            "wording_language": language_name(self.object.text.language),
            "consents": self.object.consents.select_related("text").order_by("purpose"),
            "mails": self.mails(),
            "events": self.events(),
            "actions": self.actions(),
        }

    def get_fields(self) -> list[str]:
        """Wagtail's own list of columns is not shown."""
        return []

    def mails(self) -> list[dict[str, Any]]:
        """Return the mails about the signature, newest first, without their personal links."""
        mails = OutgoingMail.objects.filter(reference=reference(self.object))
        return [
            {
                "name": MAIL_NAMES.get(mail.message, mail.message),
                "language": language_name(mail.language),
                "status": mail.get_status_display(),
                "is_failed": mail.status == OutgoingMail.Status.FAILED,
                "problem": mail.problem,
                "queued_at": mail.created_at,
                "sent_at": mail.sent_at,
            }
            for mail in mails.order_by("-created_at").defer("to", "merge_data")
        ]

    def events(self) -> list[Event]:
        """Return the history, newest first: what the signer did and what staff did."""
        signature = self.object
        events = [Event(signature.created_at, _("Signed"))]
        if signature.confirmed_at:
            events.append(Event(signature.confirmed_at, _("Confirmed by the link in the mail")))
        if signature.withdrawn_at:
            events.append(Event(signature.withdrawn_at, _("Withdrawn by the signer")))
        entries = ModelLogEntry.objects.for_instance(signature).select_related("user")
        events += [
            Event(entry.timestamp, entry.message, str(entry.user_display_name)) for entry in entries
        ]
        return sorted(events, key=lambda event: event.at, reverse=True)

    def actions(self) -> list[Button]:
        """Return what this user can do about the signature in its present state."""
        if not self.user_has_permission("moderate"):
            return []
        here = reverse("petitions_signatures:inspect", args=[self.object.pk])
        return [
            Button(
                decision.display_name,
                url=decision.url(id=self.object.pk, next=here),
                classname="button " + (" ".join(decision.classes) or "button-secondary"),
            )
            for decision in DECISIONS
            if is_possible(decision.decision, self.object)
        ]


def _details(signature: Signature) -> Iterator[tuple[Any, Any]]:
    """Yield label and value of what the signer gave, in the order of the form."""
    field = Signature._meta.get_field
    is_organisation = signature.kind == Signature.Kind.ORGANISATION
    names = ["kind", "given_name", "family_name"]
    if is_organisation:
        names += ["organisation_name", "organisation_role", "organisation_website", "is_approved"]
    names += ["email", "country", "language", "visibility", "comment", "source", "partner"]
    shown = {
        "kind": signature.get_kind_display(),
        "country": signature.country.name,  # type: ignore[attr-defined]
        "language": language_name(signature.language),
        "visibility": signature.get_visibility_display(),
        "is_approved": _("yes") if signature.is_approved else _("no"),
    }
    for name in names:
        label = getattr(field(name), "verbose_name", name)
        yield label, shown.get(name, getattr(signature, name))
    if signature.is_shown:
        yield _("Public sees"), signature.public_name or _("only the country")
    else:
        yield _("Public sees"), _("nothing")
