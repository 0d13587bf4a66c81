"""Values of items as the cells of a table show them."""


def text_of(value):
    """A value in words, lists joined by semicolons."""
    if isinstance(value, list):
        return labels(value)
    if isinstance(value, dict):
        return value["label"]
    return "" if value is None else str(value)


def labels(values):
    """Several values in words."""
    return "; ".join(v["label"] if isinstance(v, dict) else v for v in values)


def figures(measures):
    """Several measures in words."""
    return "; ".join(map(figure, measures))


def figure(measure):
    """A measure in words."""
    value, unit, period = (measure[name] for name in ("value", "unit", "period"))
    return f"{value} {unit} ({period}, {measure['basis']})"
