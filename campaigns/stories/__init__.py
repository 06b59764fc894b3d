"""Stories: what organisations tell of their work.

Sent in by anybody, held for moderation, published by staff. One module per verb.
"""
