"""The types of items and the states of drivers, and what readers call them."""

TYPE_LABELS = {
    "driver": "Driver",
    "section": "Section of the toolkit",
    "template": "Template",
    "plan": "Project plan",
    "example": "Example document",
    "map-story": "MAP Story",
    "km-story": "KM Story",
    "reflection": "Reflection",
    "information": "Information",
}
STATUS_LABELS = {
    "headline": "Headline only",
    "current": "Current",
    "superseded": "Superseded",
    "archived": "Archived",
}
