"""Columns of the lists of signatures and of petitions."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn

from core.admin.columns import NOTHING, isolated
from petitions.admin.permissions import signature_permissions
from petitions.models import Petition, Signature

SIGNATURE_LIST = "petitions_signatures:list"


class SignerColumn(TitleColumn):
    """Who signed; leads to everything that is stored."""

    def get_value(self, instance: Signature) -> SafeString:
        """Return the name."""
        if instance.kind == Signature.Kind.ORGANISATION:
            return format_html(
                "<bdi>{}</bdi> (<bdi>{}</bdi>)", instance.organisation_name, instance.full_name
            )
        return isolated(instance.full_name)


class TotalColumn(Column):
    """The count of a petition page and the goal it grows towards; leads to the signatures."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Link the count for those who may see the signatures."""
        context = super().get_cell_context_data(instance, parent_context)
        petition = instance.petition
        if petition is None:
            context["value"] = NOTHING
            return context
        count = petition.count
        text = _("%(total)s of %(goal)s") % {
            "total": number_format(count.total),
            "goal": number_format(count.goal),
        }
        user = parent_context["request"].user
        if signature_permissions.user_has_permission(user, "view"):
            url = f"{reverse(SIGNATURE_LIST)}?petition={petition.pk}"
            context["value"] = format_html('<a href="{}">{}</a>', url, text)
        else:
            context["value"] = text
        return context


class PhaseColumn(StatusTagColumn):
    """Whether a petition page can be signed."""

    def get_value(self, instance: Any) -> str:
        """Return the phase in words."""
        petition = instance.petition
        return str(petition.phase.label) if petition else NOTHING

    def get_primary(self, instance: Any) -> bool:
        """Those that can be signed stand out."""
        petition = instance.petition
        return bool(petition) and petition.phase == Petition.Phase.OPEN
