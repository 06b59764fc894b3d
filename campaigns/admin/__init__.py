"""What staff see of campaigns in Wagtail's admin."""
