"""Petitions in templates of the admin that know nothing of petitions."""

from typing import Any

from django import template

from petitions.admin.wordings import signers_of_other_wording
from petitions.languages import LanguageNumbers, numbers_by_language
from petitions.models import PetitionPage

register = template.Library()


@register.simple_tag
def language_numbers(instance: Any) -> LanguageNumbers | None:
    """Return the signatures in the language of a petition's page; None for other things."""
    petition = instance.petition if isinstance(instance, PetitionPage) else None
    if petition is None:
        return None
    code = instance.locale.language_code
    return numbers_by_language([petition.pk])[petition.pk].get(code, LanguageNumbers(code))


@register.simple_tag
def signed_otherwise(instance: Any) -> int:
    """Return how many signed a wording that publishing this translation would replace."""
    return signers_of_other_wording(instance) if isinstance(instance, PetitionPage) else 0
