"""What staff see of applications in Wagtail's admin."""
