"""How the site is: for machines that watch it, and in words for people."""
