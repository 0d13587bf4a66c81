"""What every page shares: the base page, blocks, pictures and vocabularies."""
