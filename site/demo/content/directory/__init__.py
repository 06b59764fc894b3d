"""The demonstration's directory: invented organisations, and the coalition of twelve of them."""

from demo.content.directory.coalition import COALITION
from demo.content.directory.others import OTHERS
from demo.content.directory.signers import SIGNERS
from demo.content.page import PageContent

# The coalition comes last: its members must be there before it.
DIRECTORY = [*SIGNERS, *OTHERS, COALITION]

DIRECTORY_PAGE = PageContent(
    key="organisations",
    kind="directory",
    title="Organisations",
    slug="organisations",
    in_menus=True,
    fields={
        "search_description": (
            "Organisations against trafficking and for dignity in media: who works on what, and "
            "where."
        ),
        "introduction": (
            "Who works on what, and where. Find somebody to work with, in their language or in "
            "yours, and see which alliance they belong to."
        ),
    },
)
