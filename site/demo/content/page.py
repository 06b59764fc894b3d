"""What describes a page of the demonstration, before it is one."""

from dataclasses import dataclass, field
from typing import Any

from demo.content.blocks import Block


@dataclass(frozen=True)
class PageContent:
    """A page in English. Its translations are in the catalogues."""

    # Names the page within the demonstration, and forever: its identifier is made from it.
    key: str
    # One of `demo.pages.KINDS`.
    kind: str
    title: str
    slug: str
    # The key of the page above it; empty for the home page.
    parent: str = "home"
    in_menus: bool = False
    # Days before the demonstration is loaded. A petition without an end has 0 for it.
    published: int = 300
    closed: int = 0
    fields: dict[str, Any] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    # Other fields that are made of blocks, by their names.
    streams: dict[str, list[Block]] = field(default_factory=dict)
