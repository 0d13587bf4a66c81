"""Measuring the feed beside Wagtail's own interfaces, and beside what is possible."""
