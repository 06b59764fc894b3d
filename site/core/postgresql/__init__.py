"""Django's PostgreSQL backend, which asks the server less often: see `base`."""
