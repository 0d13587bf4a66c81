"""Who: people, organisations and places."""
