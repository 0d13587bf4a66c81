"""Telling others of changes: webhooks, and a cache in front of the site."""
