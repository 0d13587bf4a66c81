"""From text to search words: one way for the index, for questions and for marks."""

from urllib.parse import urlencode

import pytest

from feed.query.tokens import search_text
from tests import factories


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nurses/midwives", "nurses midwives"),
        ("2020/21, 2018–19", "2020 21 2018 19 201819"),
        ("Net\u2011zero_now", "net zero now netzero"),
        ("co\u00adpro\u200bduction", "coproduction"),
        ("Hémophilie ﬁne e\u0301te\u0301", "hemophilie fine ete"),
        ("O’Brien’s library's", "o brien s library s obrien"),
        ("A&E, A & E, R and D", "a e a e r and d ae ae"),
        ("U.K. on england.nhs.uk", "u k on england nhs uk uk onengland"),
        ("£19,650 of 3,4", "19 650 of 3 4 19650"),
        ("well being", "well being wellbeing"),
        ("follow up in house of the", "follow up in house of the followup inhouse"),
        ("Core20PLUS5", "core20plus5 core 20 plus 5"),
        ("up-to-date", "up to date uptodate upto todate"),
        ("\x00 -- !", ""),
    ],
)
def test_a_text_as_the_index_takes_it(text, words):
    assert search_text(text) == words


# Titles, and what finds every one of them.
SPELLINGS = [
    (["Nurses/midwives"], ["nurses", "midwives", "nurses/midwives", "midwives nurse"]),
    (["Up to 2020/21", "2020–21 in short"], ["2020/21", "2020-21", "2020–21", "2020"]),
    (
        ["Net zero wards", "Net-zero wards", "Netzero wards", "Net\u2011zero wards"],
        ["net zero", "net-zero", "netzero", "Net\u2011Zero", '"net-zero wards"'],
    ),
    (
        ["Staff wellbeing", "Staff well-being", "Staff well being"],
        ["wellbeing", "well-being", "well being", "WELL–BEING"],
    ),
    (
        ["An email a day", "An e-mail a day", "An e mail a day"],
        ["email", "e-mail", "e mail", "emails"],
    ),
    (
        ["Coproduction", "Co-production", "Co production", "Copro\u00adduction"],
        ["coproduction", "co-production", "co production", "co\u00adproduction"],
    ),
    (["The followup", "The follow-up", "The follow up"], ["follow-up", "followup"]),
    (["Healthcare", "Health care", "Health-care"], ["healthcare", "health-care"]),
    (["Covid19", "COVID-19", "Covid 19"], ["covid19", "covid-19", "COVID 19"]),
    (["The A&E", "The A & E"], ["A&E", "a & e"]),
    (["The (porter’s) £19,650"], ["porter", "porter's", "19,650", "19650"]),
]


@pytest.mark.parametrize(("titles", "questions"), SPELLINGS)
def test_however_it_is_written_it_is_found(tree, ask, titles, questions):
    made = [
        factories.KMStoryFactory(parent=tree.stories, title=title, slug=f"number-{n}")
        for n, title in enumerate(titles)
    ]
    factories.KMStoryFactory(parent=tree.stories, title="Production, mail, net, being")
    wanted = {page.title for page in made}
    for typed in questions:
        items = ask(f"/items?{urlencode({'q': typed})}")["items"]
        assert {item["title"] for item in items} == wanted, typed
