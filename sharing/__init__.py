"""What people send in: messages, and later stories and replies."""
