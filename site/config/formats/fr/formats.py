"""French groups digits by a narrow no-break space (CLDR); Django has a wide one."""

THOUSAND_SEPARATOR = "\u202f"
