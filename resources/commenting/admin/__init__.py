"""What staff see of drafts for comment in Wagtail's admin."""
