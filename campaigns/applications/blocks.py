"""What an application's questions offer to choose from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ChoicesBlock(blocks.StreamBlock):
    """The choices of a question, in their order.

    An answer is stored by its block's identifier, which is the same in every
    language and stays when the words change.
    """

    choice = blocks.CharBlock(label=_("Choice"), max_length=200)

    class Meta:
        icon = "list-ul"
        label = _("Choices")
        max_num = 100
