"""What people do with texts: send, approve, return, withdraw, and publish at once."""
