"""French groups digits by a narrow no-break space (CLDR); Django's own is as wide as a word space."""

THOUSAND_SEPARATOR = "\u202f"
