"""Arabic number forms beside Western digits: Django's own write 5.003, which reads as a decimal."""

THOUSAND_SEPARATOR = ","
DECIMAL_SEPARATOR = "."
NUMBER_GROUPING = 3
