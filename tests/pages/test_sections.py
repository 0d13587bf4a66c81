"""A section of the toolkit says its step once, and leads on to the next."""

import re

from tests import factories

TITLE = re.compile(r"<h1.*?</h1>", re.S)


def test_the_heading_says_the_step_by_its_number(tree, visitor):
    section = factories.SectionFactory(parent=tree.toolkit, title="Begin", step=1)
    heading = TITLE.search(visitor.get(section.url).content.decode())[0]
    assert "Step 1 of 5" in heading
    assert heading.count("Begin") == 1


def test_done_this_leads_to_the_page_of_the_next_step(tree, visitor):
    following = factories.SectionFactory(parent=tree.toolkit, title="Pick", step=2)
    factories.SectionFactory(parent=tree.toolkit, title="Draft", step=2, live=False)
    text = visitor.get(tree.section.url).content.decode()
    assert f'Go on to <a href="{following.url}">step 2: Drivers</a>' in text


def test_without_such_a_page_it_leads_to_the_step_itself(tree, visitor):
    text = visitor.get(tree.section.url).content.decode()
    assert 'Go on to <a href="/toolkit/#step-2">step 2: Drivers</a>' in text
