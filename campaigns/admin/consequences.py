"""What else happens when an organisation goes, and which others may be the same."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from campaigns.directory.entries import published
from campaigns.directory.names import script_of
from campaigns.models import CampaignPartner, Liaison, Membership, Organisation, StoryPage

# So many of the same sound are named.
NAMED = 3
# Of so many is said what happens where several are deleted at once.
LISTED = 10


def consequences_of(organisation: Organisation, *, is_deleted: bool) -> list[str]:
    """Return sentences on what happens to others when an organisation is deleted or unpublished.

    Six queries at most.
    """
    if organisation.locale.language_code != settings.LANGUAGE_CODE:
        return [_("Readers of this language read the organisation in the source language then.")]
    # Translations have copies of all this, which nobody reads.
    memberships, others = Membership.objects, published()
    found = [
        _("Its page disappears from the directory, in every language."),
        _in_words(
            ngettext(
                "It is no longer shown as a member of %(number)s coalition.",
                "It is no longer shown as a member of %(number)s coalitions.",
                number := memberships.filter(member=organisation, coalition__in=others).count(),
            ),
            number,
        ),
        _in_words(
            ngettext(
                "%(number)s member loses this coalition from its page.",
                "%(number)s members lose this coalition from their pages.",
                number := memberships.filter(coalition=organisation, member__in=others).count(),
            ),
            number,
        ),
    ]
    campaigns = CampaignPartner.objects.filter(
        organisation=organisation,
        page__live=True,
        page__alias_of=None,
        page__locale__language_code=settings.LANGUAGE_CODE,
    ).count()
    found.append(
        _in_words(_("Campaigns that no longer name it as a partner: %(number)s."), campaigns)
    )
    stories = StoryPage.objects.filter(live=True, alias_of=None, organisation=organisation)
    found.append(
        _in_words(
            _("Stories that stay, and no longer say that they are its: %(number)s."),
            stories.order_by().values("translation_key").distinct().count(),
        )
    )
    found.append(_("What it has signed stays signed."))
    if is_deleted:
        same = Organisation.objects.filter(translation_key=organisation.translation_key)
        found.append(
            _in_words(
                _("Translations that are deleted with it: %(number)s."),
                same.exclude(pk=organisation.pk).count(),
            )
        )
        number = Liaison.objects.filter(organisation=organisation).count()
        found.append(
            _in_words(
                ngettext(
                    "%(number)s liaison is deleted with it.",
                    "%(number)s liaisons are deleted with it.",
                    number,
                ),
                number,
            )
        )
        found.append(_("To take it off the site for a while, unpublish it: everything is kept."))
    return [sentence for sentence in found if sentence]


def consequences_for_several(
    organisations: Collection[Organisation], *, is_deleted: bool
) -> list[str]:
    """Return the same for organisations that were ticked, each with its name."""
    found = []
    for organisation in list(organisations)[:LISTED]:
        for sentence in consequences_of(organisation, is_deleted=is_deleted):
            if len(organisations) > 1:
                values = {"title": organisation.name, "what": sentence}
                sentence = _("“%(title)s”: %(what)s") % values
            found.append(sentence)
    if (more := len(organisations) - LISTED) > 0:
        sentence = _("Further ones that go, and of which nothing is said here: %(number)s.")
        found.append(_in_words(sentence, more))
    return found


def _in_words(sentence: str, number: int) -> str:
    return sentence % {"number": number_format(number)} if number else ""


def say_what_sounds_alike(request: HttpRequest, organisation: Organisation) -> None:
    """Point out other organisations that may be the same one under another spelling."""
    others = Organisation.objects.exclude(translation_key=organisation.translation_key)
    same = list(others.filter(name_key=organisation.name_key)[:NAMED])
    if organisation.sound_key:
        own_script = script_of(organisation.name)
        alike = others.filter(sound_key=organisation.sound_key)[: 10 * NAMED]
        same += [other for other in alike if script_of(other.name) != own_script]
    for other in same[:NAMED]:
        messages.warning(
            request,
            _("“%(name)s” is in the directory already. Is it the same organisation?")
            % {"name": other.name},
            [messages.button(_edit_url(other), _("Look at it"))],
        )


def _edit_url(organisation: Organisation) -> Any:
    return reverse("wagtailsnippets_campaigns_organisation:edit", args=[organisation.pk])
