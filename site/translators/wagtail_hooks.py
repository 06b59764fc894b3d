"""What translations add to Wagtail's admin."""
