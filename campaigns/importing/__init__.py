"""Taking organisations over from CSV files.

`reading` opens the file, `cells` reads a row, `answering` decides what becomes of
it, `checking` and `taking` do so a batch at a time in the worker, `reasons` says it
in words.
"""
