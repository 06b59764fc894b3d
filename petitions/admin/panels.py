"""The panel of the page editor that shows how a petition stands."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.panels import Panel

from core.locales import active_locales


class RecordPanel(Panel):
    """Shows the count by its parts, and what waits for staff, with ways to it."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page. Takes no input."""

        template_name = "petitions/admin/record_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the record, if the page has one."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            petition = self.instance.petition
            if petition is not None:
                context |= _standing(petition, self.request.user)
                # Imported here: models name this panel, and it asks for models.
                from petitions.admin.languages import language_rows
                from petitions.publishing import changes_signed_text
                from translators.permissions import locales_of

                context["signed_otherwise"] = changes_signed_text(self.instance)
                context["languages"] = language_rows(
                    active_locales(), [petition.uuid], with_others=True
                )
                context["own_languages"] = locales_of(self.request.user)
                context["short_links"] = _short_links(self.instance, self.request.user)
            return {**context, "petition": petition}


def _standing(petition: Any, user: Any) -> dict[str, Any]:
    """Return the numbers of a petition, and where they lead for this user."""
    from petitions.models import Signature

    waiting = dict(
        petition.signatures.filter(
            status__in=[Signature.Status.PENDING, Signature.Status.QUARANTINED]
        )
        .order_by()
        .values_list("status")
        .annotate(number=Count("pk"))
    )
    return {
        "count": petition.count,
        "pending": waiting.get(Signature.Status.PENDING, 0),
        "quarantined": waiting.get(Signature.Status.QUARANTINED, 0),
        "links": {**_signature_links(petition, user), **_paper_links(petition, user)},
    }


def _signature_links(petition: Any, user: Any) -> dict[str, str]:
    from petitions.admin.permissions import signature_permissions

    if not signature_permissions.user_has_permission(user, "view"):
        return {}
    url = reverse("petitions_signatures:list")
    queries = {
        "all": {},
        "people": {"kind": "person", "status": "confirmed"},
        "organisations": {"kind": "organisation", "status": "confirmed"},
        "pending": {"status": "pending"},
        "quarantined": {"status": "quarantined"},
    }
    return {
        name: f"{url}?{urlencode({'petition': petition.pk, **query})}"
        for name, query in queries.items()
    }


def _paper_links(petition: Any, user: Any) -> dict[str, str]:
    actions = ("add", "change", "delete", "view")
    if not any(user.has_perm(f"petitions.{action}_paperbatch") for action in actions):
        return {}
    return {"paper": f"{reverse('petitions_paper:index')}?petition={petition.pk}"}


def _short_links(page: Any, user: Any) -> dict[str, str]:
    """Return where this user may make a short link to the page, and see those there are."""
    from core.sharing import admin

    policy = admin.short_link_permissions
    links = {}
    if policy.user_has_any_permission(user, ["add", "change", "delete", "view"]):
        links["all"] = admin.list_url(page)
    if policy.user_has_permission(user, "add"):
        links["add"] = admin.add_url(page)
    return links
