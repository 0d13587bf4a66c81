"""What an item is: its types, facets and fields, each declared once."""
