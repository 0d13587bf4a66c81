"""What people write and send in for the site, from the first words to the page."""
