"""Parts of Wagtail's admin that several apps build on."""
