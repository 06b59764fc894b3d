"""Drafts that are open for comment: what readers send, confirm and take back, and what staff do.

Sent -> pending -> confirmed (waits for moderation) -> published, with
quarantined, rejected and withdrawn beside them. One module per verb.
"""
