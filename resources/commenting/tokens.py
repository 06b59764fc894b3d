"""The signed links in mails to those who comment."""

from core.tokens import SignedLinks
from resources.models import Comment

signed_links = SignedLinks("resources:comments", ("confirm", "manage"))


def links(comment: Comment) -> dict[str, str]:
    """Return the absolute addresses that the comment's mails carry, in its language."""
    return signed_links.urls(comment.pk, comment.language)
