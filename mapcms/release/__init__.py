"""What maintainers do before a version goes out."""
