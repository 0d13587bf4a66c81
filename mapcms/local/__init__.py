"""What `make run` and `make test` need on this machine; nothing of the product."""
