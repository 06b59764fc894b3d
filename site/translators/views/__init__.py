"""What translators see in the admin: their list, and what it leads to."""
