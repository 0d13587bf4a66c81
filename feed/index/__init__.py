"""Writing the table: what a transaction changed, as its last step."""
