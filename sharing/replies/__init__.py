"""Replies of readers to pages, from the form to their end."""
