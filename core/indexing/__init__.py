"""Wagtail's indexes of words and of references, told once of what a transaction wrote."""
