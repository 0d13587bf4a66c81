"""A page's address follows its slug, however it becomes public."""

from core.models import ContentPage
from stories.models import KMStoryPage
from tests import factories


def test_another_slug_is_another_address(tree):
    story = factories.KMStoryFactory(parent=tree.stories, slug="leader")
    story = KMStoryPage.objects.get(pk=story.pk)
    story.slug = "leader-of-the-pack"
    factories.publish(story)
    story = KMStoryPage.objects.get(pk=story.pk)
    assert isinstance(story, ContentPage)
    assert story.url_path.endswith("/stories/leader-of-the-pack/")
    assert story.url == "/stories/leader-of-the-pack/"


def test_a_list_with_another_slug_takes_its_pages_along(tree, visitor):
    factories.KMStoryFactory(parent=tree.stories, slug="leader")
    stories = type(tree.stories).objects.get(pk=tree.stories.pk)
    stories.slug = "tales"
    factories.publish(stories)
    assert visitor.get("/tales/").status_code == 200
    assert visitor.get("/tales/leader/").status_code == 200
