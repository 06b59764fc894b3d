"""An app of the tests: a page that has everything a page can have."""
