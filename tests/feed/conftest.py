"""Helpers for tests of the feed."""
