"""The vocabularies of items."""

# The field of an item, the filter of the same, and the page's relation.
TERMS = (
    ("themes", "theme", "themes"),
    ("nations", "nation", "nations"),
    ("regions", "region", "regions"),
    ("ics", "ics", "integrated_care_systems"),
    ("settings", "setting", "care_settings"),
    ("staff_groups", "staff_group", "staff_groups"),
    ("impacts", "impact", "impacts"),
)
