"""What the editorial room adds to the screens of Wagtail's admin."""
