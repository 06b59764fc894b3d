"""Spanish groups digits by points, from four digits on.

CLDR does so from five only; then 5003 and 10.003 would stand one above the other,
and the live counter would change its look on the way. Django's own form has spaces.
"""

THOUSAND_SEPARATOR = "."
