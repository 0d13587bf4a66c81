"""For people who read English."""
