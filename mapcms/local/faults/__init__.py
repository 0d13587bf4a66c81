"""`make faults`: what can go wrong, really done to a real site, and what came of it."""
