"""Names of authors in the order that citations have them."""

import pytest

from core.text.names import name_of


@pytest.mark.parametrize(
    ("text", "reversed_name", "with_initials"),
    [
        ("Asha Patel", "Patel, Asha", "Patel, A."),
        ("Dr Asha Patel, librarian", "Patel, Asha", "Patel, A."),
        ("Siân Rhys Jones", "Jones, Siân Rhys", "Jones, S. R."),
        ("Zoë van der Berg", "van der Berg, Zoë", "van der Berg, Z."),
        ("Jean-Paul de la Cruz", "de la Cruz, Jean-Paul", "de la Cruz, J.-P."),
        ("bell hooks", "hooks, bell", "hooks, B."),
        ("Cher", "Cher", "Cher"),
        ("Trent Library Team", "Trent Library Team", "Trent Library Team"),
        ("NHS England", "NHS England", "NHS England"),
        ("", "", ""),
    ],
)
def test_the_name_of_the_family_comes_first(text, reversed_name, with_initials):
    name = name_of(text)
    assert (name.reversed, name.with_initials) == (reversed_name, with_initials)
