"""The public views of campaigns."""
