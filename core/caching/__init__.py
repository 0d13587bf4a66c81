"""What is kept of pages that readers see, and what says that they changed."""
