"""Django's formats in the words of the United Kingdom; a time says by whose clock."""

DATETIME_FORMAT = r"j F Y, H:i (\U\K \t\i\m\e)"
SHORT_DATETIME_FORMAT = r"d/m/Y H:i (\U\K \t\i\m\e)"
