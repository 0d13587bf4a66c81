"""The feed's screens in the admin, for the Steering group."""
