"""Finding guidance: the index, the search, the filters, and what a note is related to."""
