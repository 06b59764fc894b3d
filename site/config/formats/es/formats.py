"""Spanish groups digits by points (CLDR); Django's own form has spaces."""

THOUSAND_SEPARATOR = "."
