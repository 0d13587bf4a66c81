"""OAI-PMH 2.0: how repositories and library catalogues take in records."""
