"""How long somebody stays signed in, and what becomes of their words if they do not."""
