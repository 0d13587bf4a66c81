"""The toolkit: guidance, drivers, templates, plans and example documents."""
