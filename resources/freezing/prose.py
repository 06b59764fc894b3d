"""What rich text may be in an edition: what the editor makes of it, and nothing else.

An import, or a hand in the database, may have stored anything. Links are looked
at where they can be named: see `resources.freezing.links`.
"""

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from wagtail.whitelist import Whitelister, attribute_rule

_DROPPED = frozenset({"script", "style", "template", "textarea", "title"})


class _Prose(Whitelister):
    """Takes away all other tags and attributes, and what is no text for people."""

    element_rules = {
        **{name: rule for name, rule in Whitelister.element_rules.items() if name != "img"},
        "a": attribute_rule({"href": True}),
    }

    def clean_string_node(self, doc: BeautifulSoup, node: NavigableString) -> None:
        """Leave out comments and the like, which browsers read in ways of their own."""
        if isinstance(node, PreformattedString):
            node.extract()

    def clean_tag_node(self, doc: BeautifulSoup, tag: Tag) -> None:
        """Leave out programs with all that is in them."""
        if tag.name in _DROPPED:
            tag.decompose()
        else:
            super().clean_tag_node(doc, tag)


def keep_prose(html: str) -> str:
    """Return the HTML of rich text with nothing in it but paragraphs, lists, marks and links."""
    doc = BeautifulSoup(html, "html.parser")
    _Prose().clean_node(doc, doc)
    return str(doc.decode(formatter="minimal"))
