"""What Wagtail's reports say of what was done to stories that were sent in."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry


def register(actions: LogActionRegistry) -> None:
    """Name every action that stories log."""
    plain = {
        "campaigns.stories.draft": (_("Make a draft of a story"), _("Draft made of the story")),
        "campaigns.stories.picture": (
            _("Put a picture into a draft"),
            _("Picture put into the draft"),
        ),
        "campaigns.stories.ask": (
            _("Write to the sender of a story"),
            _("Mail to the sender"),
        ),
        "campaigns.stories.decline": (
            _("Decline a story"),
            _("Declined, with a mail to the sender"),
        ),
        "campaigns.stories.erase": (
            _("Erase a story sent in"),
            _("Story erased as it was sent in, with its sender"),
        ),
    }
    for action, (label, message) in plain.items():
        actions.register_action(action, label, message)
