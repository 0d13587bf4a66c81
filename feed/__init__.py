"""The one way out: everything public, in one table, for whoever wants to reuse it."""
