"""What a bill of materials in CycloneDX says of licences."""

UNKNOWN = "not said"


def licences(components):
    """
    List the parts of a release with their licences.

    Args:
        components: those of a CycloneDX document (1.6, section “components”).

    Returns:
        A line for each part, by name: name, version, licences.
    """
    lines = [
        f"{part['name']} {part['version']}: {', '.join(names(part)) or UNKNOWN}"
        for part in sorted(components, key=lambda part: part["name"].lower())
    ]
    return "".join(f"{line}\n" for line in lines)


def names(component):
    """The licences of a part, each once, without their texts."""
    found = {}
    for choice in component.get("licenses", ()):
        licence = choice.get("license", {})
        name = choice.get("expression") or licence.get("id") or licence.get("name")
        if name and "\n" not in name:
            found[name.rpartition(" :: ")[2]] = None
    return list(found)
