"""The feed's addresses: every request at a reading door, and its answer."""
