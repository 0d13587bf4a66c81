"""Django's PostgreSQL backend, with work that is done just before a commit."""
