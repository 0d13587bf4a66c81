"""What the people need who keep the site running: its health, backups, the drill."""
