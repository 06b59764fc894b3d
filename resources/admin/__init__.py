"""What staff see of guidance in Wagtail's admin."""
