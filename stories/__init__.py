"""What people did: MAP Stories, KM Stories and reflections."""
