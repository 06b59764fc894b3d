"""Logging in, and who has tried it too often."""
