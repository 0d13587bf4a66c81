"""A copy of the site outside itself, and the way back from it."""
