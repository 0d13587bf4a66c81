"""The front page, information pages and the demo content."""
