"""The lists behind numbers: addresses that lead to exactly what was counted."""

from urllib.parse import parse_qsl, urlsplit

from insight.links import list_of, names_of_drivers

KEY, OTHER = (
    "00000000-0000-0000-0000-000000000001",
    "00000000-0000-0000-0000-000000000002",
)


def pairs(address):
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


def test_types_and_filters_stand_in_the_address():
    address = list_of(["plan", "km-story"], theme=["digital", "people"], region="london")
    assert urlsplit(address).path == "/search/"
    assert pairs(address) == [
        ("type", "plan"),
        ("type", "km-story"),
        ("theme", "digital"),
        ("theme", "people"),
        ("region", "london"),
    ]


def test_filters_without_a_value_are_left_out():
    assert pairs(list_of(["plan"], driver="", theme=[], region=None)) == [
        ("type", "plan")
    ]


def test_words_are_escaped():
    address = list_of([], driver="a&b=c d")
    assert pairs(address) == [("driver", "a&b=c d")]


def test_a_driver_is_called_by_the_last_part_of_its_address():
    drivers = [{"id": KEY, "url": "https://map.example/toolkit/drivers/ten-years/"}]
    assert names_of_drivers(drivers) == {KEY: "ten-years"}


def test_drivers_of_one_name_are_told_apart_by_their_ids():
    drivers = [
        {"id": KEY, "url": "https://map.example/a/plan/"},
        {"id": OTHER, "url": "https://map.example/b/plan/"},
    ]
    assert names_of_drivers(drivers) == {KEY: KEY, OTHER: OTHER}


def test_a_driver_whose_address_is_no_slug_is_told_by_its_id():
    assert names_of_drivers([{"id": KEY, "url": "https://map.example"}]) == {KEY: KEY}
