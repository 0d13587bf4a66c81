"""What the editorial room adds to templates."""

from django import template
from django.utils.html import format_html_join
from wagtail import hooks

from editorial import queue
from editorial.admin import redirects
from editorial.examples import is_made_up
from editorial.models import Decision
from editorial.models.decisions import shown_name
from editorial.validation.summary import label_of, summary

register = template.Library()
# Functions registered here are given a request, a `ReviewState` and its version, and
# give markup to show beside the decision.
BESIDE = "editorial_beside_decision"


@register.filter
def quoted(text):
    """Somebody's words in plain text, each line marked as theirs."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


@register.filter
def person(user):
    """A person's name, or a word for somebody whose account is gone."""
    return shown_name(user)


@register.simple_tag(takes_context=True)
def beside_decision(context):
    """What rooms above show on the screen of a decision, as they say it by `BESIDE`."""
    shown = (context["request"], context["state"], context["version"])
    found = (hook(*shown) for hook in hooks.get_hooks(BESIDE))
    return format_html_join("", "{}", ((markup,) for markup in found))


@register.filter
def leaves_the_site(redirect):
    """Whether a redirect leads readers to another site."""
    return redirects.leaves_the_site(redirect.redirect_link)


@register.filter
def waited(since):
    """How long something has waited, as people say it."""
    return queue.waited(since)


@register.filter
def others(query):
    """The other parameters of a list's address, for a link to another of its pages."""
    rest = query.copy()
    rest.pop("p", None)
    return f"&{rest.urlencode()}" if rest else ""


@register.filter
def label_on_form(place, page):
    """What a page's form calls a field, row or block; nothing for the page itself."""
    return label_of(page, place)


@register.filter
def lines_on(obstacles, page):
    """What is in the way of a page, as the lines of an error summary."""
    return summary(page, obstacles)


@register.filter
def is_unreviewed(page):
    """Whether a page is public without review, and nobody has confirmed it yet."""
    return bool(page.pk) and Decision.objects.unreviewed().filter(page=page.pk).exists()


@register.filter
def is_example(page):
    """Whether the page was made up, to show what the site can hold."""
    return is_made_up(page)
