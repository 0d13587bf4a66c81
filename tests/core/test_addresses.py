"""The address of a link: what is meant by it, and whether readers can open it."""

import pytest

from core.text.addresses import (
    is_on_a_drive,
    is_sealed,
    unwrap_within,
    unwrap_within_html,
    unwrapped,
)

PLAN = "https://www.example.org/a_plan?part=1&page=2"
QUOTED = "https%3A%2F%2Fwww.example.org%2Fa_plan%3Fpart%3D1%26page%3D2"
OUTLOOK = (
    f"https://eur01.safelinks.protection.outlook.com/?url={QUOTED}"
    "&data=05%7C01%7Casha.patel%40nhs.example.org%7C0&sdata=x&reserved=0"
)


@pytest.mark.parametrize(
    "address",
    [
        OUTLOOK,
        OUTLOOK.replace(".com/?", ".com/ap/w-59584e83/?"),
        f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/x.html?url={QUOTED}",
        f"https://mail.nhs.example.org/owa/redir.aspx?C=asha&URL={QUOTED}",
        f"https://urldefense.proofpoint.com/v1/url?u={QUOTED}&k=x&r=asha",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_a-5Fplan"
        "-3Fpart-3D1-26page-3D2&d=DwMF&r=asha&e=",
        "https://urldefense.com/v3/__https://www.example.org/a_plan?part=1*page=2__;Jg!!x!y$",
        "https://urldefense.com/v3/__https:/www.example.org/a_plan?part=1*page=2__;Jg!!x!y$",
        f"https://www.google.co.uk/url?sa=t&q={QUOTED}&ved=0",
        f"https://www.google.com/url?sa=t&url={QUOTED}",
        f"https://l.facebook.com/l.php?u={QUOTED}%26fbclid%3Dasha&h=x",
        f"https://www.linkedin.com/redir/redirect?url={QUOTED}&urlhash=x",
        f"https://linkprotect.cudasvc.com/url?a={QUOTED}&c=E,1,asha",
        f"https://protect2.fireeye.com/v1/url?k=x&u={QUOTED}",
        f"{PLAN}&mc_eid=asha&fbclid=x",
    ],
)
def test_a_wrapped_address_is_unwrapped(address):
    assert unwrapped(address) == PLAN


def test_wrappings_within_wrappings_are_unwrapped():
    inner = OUTLOOK.replace("%", "%25").replace(":", "%3A").replace("&", "%26")
    assert unwrapped(f"https://www.google.com/url?q={inner}") == PLAN


@pytest.mark.parametrize(
    "address",
    [
        PLAN,
        "https://www.google.com/search?q=https://example.org",
        "https://www.facebook.com/library?u=https://example.org",
        f"https://go.openathens.net/redirector/nhs?url={QUOTED}",
        "https://example.org/?a=%20b&utm_source=x#part",
        "https://x.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
        "https://urldefense.com/v3/__https://x.org/*__;gA!!x!y$",
        "mailto:asha@example.org",
        "https://[",
        "/toolkit/",
        "",
    ],
)
def test_other_addresses_stay_as_they_are(address):
    assert unwrapped(address) == address


def test_wrapped_addresses_within_words_are_unwrapped():
    assert unwrap_within(f"See {OUTLOOK}.") == f"See {PLAN}."
    within = OUTLOOK.replace("&", "&amp;")
    plan = PLAN.replace("&", "&amp;")
    html = unwrap_within_html(f'<a href="{within}">{within}</a>, A&amp;E')
    assert html == f'<a href="{plan}">{plan}</a>, A&amp;E'


@pytest.mark.parametrize(
    "address",
    [
        "file:///S:/Library/plan.docx",
        "FILE:plan.docx",
        "S:\\Library\\plan.docx",
        "s:/Library",
        "\\\\server\\share\\plan.docx",
        "%5C%5Cserver%5Cshare",
        "//server/share",
        " smb://server/share",
        "ms-word:ofe|u|https://example.org/plan.docx",
    ],
)
def test_nobody_opens_what_lies_on_a_drive(address):
    assert is_on_a_drive(address)


@pytest.mark.parametrize(
    "address",
    [PLAN, "//www.example.org/a", "/toolkit/", "tel:01614960000", "#a", "?a=S:/", ""],
)
def test_what_is_on_the_web_lies_on_no_drive(address):
    assert not is_on_a_drive(address)


def test_of_some_mail_filters_nobody_knows_where_they_lead():
    assert is_sealed("https://protect-eu.mimecast.com/s/abc?domain=example.org")
    assert not is_sealed("https://www.example.org/mimecast.com")
