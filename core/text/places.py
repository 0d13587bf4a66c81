"""Where on a page something stands, down to the row or block."""


class Place(str):
    """
    The name of a field or relation, with the way to the very row or block within it.

    It is that name wherever a name is asked for, so two places of one field are equal.

    Args:
        field: the name.
        path: the way from the page, as names, numbers of rows and ids of blocks with
            dots between: “quotes.0.text” or “body.<id>.caption”. The name if left out.
    """

    path: str

    def __new__(cls, field, path=""):
        place = super().__new__(cls, field)
        place.path = path or str(field)
        return place

    def below(self, key):
        """The place of a part of what stands here."""
        return Place(self, f"{self.path}.{key}")


def path_of(field):
    """The way to something on a page, of a `Place` or of a mere name."""
    return getattr(field, "path", field)
