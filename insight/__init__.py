"""What is public, seen together: the map, gaps, timeline, places, figures, reports."""
