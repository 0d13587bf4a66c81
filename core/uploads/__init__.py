"""What people upload: what it is by its bytes, whether we take it, what we keep."""
