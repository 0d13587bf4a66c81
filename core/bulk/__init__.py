"""Pages by the hundred, made in sets and by the same rules as one."""
