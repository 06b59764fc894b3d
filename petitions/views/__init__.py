"""What the public does with a petition."""
