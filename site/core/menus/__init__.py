"""The menus at the head and the foot of every page."""
