"""The vocabularies, wherever they are defined, and where their terms stand."""
