"""What is answered at an event's and a list's addresses."""
