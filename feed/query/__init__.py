"""Reading the table: parameters, SQL, and what this process remembers."""
