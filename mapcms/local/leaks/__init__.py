"""`make leaks`: words planted where no reader may see them, and a walk that looks."""
