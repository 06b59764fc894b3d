"""PDFs of editions: queued with the edition, typeset in the background, kept.

Nothing here is imported where Django starts that needs the libraries of
WeasyPrint: a machine without them serves everything but the PDFs.
"""
