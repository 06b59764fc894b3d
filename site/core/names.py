"""Names of people, in whatever script."""

# Where there is room for a name of 120 letters, and for the longest real ones.
NAME_LENGTH = 200


def initials(*names: str) -> str:
    """Return the first letter of each name, as "A. S."."""
    return " ".join(f"{name.strip()[:1].upper()}." for name in names if name.strip())
