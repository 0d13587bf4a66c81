"""A community worth showing: made-up people and places, real drivers."""
