"""Tests of what people send in."""
