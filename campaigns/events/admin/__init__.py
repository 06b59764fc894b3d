"""What events add to Wagtail's admin."""
