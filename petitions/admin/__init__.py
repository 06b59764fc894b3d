"""What staff see of petitions in Wagtail's admin."""
