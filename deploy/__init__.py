"""What runs beside the site where it is deployed."""
