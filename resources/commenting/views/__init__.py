"""What the public does with a draft that is open for comment."""
