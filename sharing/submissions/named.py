"""Names of people in what somebody wrote, found by the words beside them.

No list of given names helps here: it knows neither Adaeze nor Siân, and takes May and
Rose for people. What stands beside a name tells more: a title, “a patient called”, or
an age.
"""

import re

MOST_NAMES = 5
LAST_LETTER = 0x2000  # of Latin with all its marks, Greek, Cyrillic
CAPITALS = "".join(
    sign for sign in map(chr, range(LAST_LETTER)) if sign.isupper() and sign.isalpha()
)
# With a capital because a sentence begins, perhaps after “Mr B.”
BEGINS = (
    r"(?:The|An?|He|She|It|They|We|You|I|His|Her|Their|My|Our|This|That|These|Those|In|On"
    r"|At|For|From|To|But|And|So|When|While|After|Before|Then|There|What|Who|How|If|As|No)"
)
WORD = rf"(?!{BEGINS}\b)[{CAPITALS}][\w'’-]{{0,40}}\w"
START = r"(?<![\w'’-])"
# “Mary”, “Mary Smith”, “Mary Ann van der Berg”, “Mary S.”
NAME = (
    rf"{WORD}(?:[ \t]+(?:(?:van|von|de|der|den|la|al|bin|ap)[ \t]+)*{WORD}){{0,3}}"
    rf"(?:[ \t]+[{CAPITALS}]\b\.?)?"
)
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Nurse|Sir|Dame)"
PERSON = (
    r"(?:patient|inpatient|outpatient|service[ -]user|client|resident|carer|relative"
    r"|man|woman|gentleman|lady|boy|girl|child|baby|person|teenager|pensioner"
    r"|mother|father|mum|dad|parent|son|daughter|brother|sister|husband|wife|partner"
    r"|widow|widower|grandmother|grandfather|friend|neighbour|colleague|learner|student"
    r"|nurse|doctor|midwife|consultant|registrar|therapist|pharmacist|matron|porter)"
)
CARED_FOR = (
    r"(?:patient|inpatient|outpatient|service[ -]user|carer|mother|father|mum|dad|son"
    r"|daughter|brother|husband|wife|widow|widower|grandmother|grandfather)"
)
CALLED = r"(?:called|named|known[ ]as|whose[ ]name[ ](?:is|was))"
AGE = r"(?:aged?[ ]\d{1,3}\b|\d{1,3}[ ]years?[ ]old\b|\d{1,3}-year-old\b)"
# Each finds a name by what stands before or after it.
BESIDE = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<name>{TITLE}\b\.?[ \t]+(?:[{CAPITALS}]\.?[ \t]+){{0,3}}{NAME})",
        rf"(?i:\b{PERSON}\b[^.!?\n]{{0,40}}?\b{CALLED})[ \t]+(?P<name>{NAME})",
        rf"(?i:\b(?:his|her|their|my|whose|patient['’]s)[ ]name[ ](?:is|was))"
        rf"[ \t]+(?P<name>{NAME})",
        rf"\b{CARED_FOR},?[ \t]+(?P<name>{NAME})",
        rf"{START}(?P<name>{NAME}),?[ \t]\(?{AGE}",
        rf"{START}(?P<name>{WORD}[ \t]+{WORD})(?:[ \t]\(\d{{1,3}}\)|,[ \t]\d{{1,3}},)",
        rf"{START}(?P<name>{WORD}[ \t]+{WORD}),[ \t]+(?:an?|our|the|his|her)[ \t]"
        rf"(?:[\w-]+[ \t]){{0,2}}?{CARED_FOR}\b(?![ \t-]+[a-z]+ion\b)",
    )
]
# Whoever is called by one of these is no person.
NO_PERSON = re.compile(
    r"\b(team|group|committee|network|library|libraries|services?|department|centre|ward"
    r"|trust|hospitals?|university|board|nhs|map|safety|information|experience|education"
    r"|portal|involvement|forum|association|leaflets?|records?|council|college|unit"
    r"|programme|project|street|road|clinic|surgery|week|day|month|act|plan|strategy"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|england|wales|scotland)\b",
    re.IGNORECASE,
)
# “Mary’s”, and the word that comes next: “Lapwing ward”.
OWNED = re.compile(r"['’]s?$")
AFTER = re.compile(r"[ \t]*(\w{0,20})")


def names_in(text):
    """
    Find people who are named.

    Args:
        text: what somebody wrote.

    Returns:
        Their names as they stand there, in that order, each once, and at most five.
    """
    found = {
        match.start("name"): name
        for pattern in BESIDE
        for match in pattern.finditer(text)
        if is_of_person(
            name := OWNED.sub("", match["name"]),
            AFTER.match(text, match.end("name"))[0],
        )
    }
    names = list(dict.fromkeys(found[place] for place in sorted(found)))
    longer = [n for n in names if not any(n != m and n in m for m in names)]
    return longer[:MOST_NAMES]


def is_of_person(name, next_word):
    """Whether a name may be a person's: not a body's, a place's, a day's, or “Mrs C”."""
    is_acronym = name.isupper() and len(name) < 6
    is_initial = len(name.split()[-1].strip(".")) < 2
    return not (is_acronym or is_initial or NO_PERSON.search(f"{name} {next_word}"))
