"""The one way in: nothing becomes public until a second person approved it."""
