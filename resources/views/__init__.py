"""What readers of notes see."""
