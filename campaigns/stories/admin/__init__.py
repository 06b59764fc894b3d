"""What staff see of stories that were sent in."""
