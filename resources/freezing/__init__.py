"""Freezing: from a page's blocks to a `Document` that needs none of them any more."""

from resources.freezing.checking import incomplete
from resources.freezing.document import Frozen, freeze

__all__ = ["Frozen", "freeze", "incomplete"]
