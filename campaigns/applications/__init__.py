"""Applications: what people send through the form pages, and what staff do with it.

Sent -> new -> in review -> accepted or declined, with withdrawn beside them.
One module per verb.
"""
