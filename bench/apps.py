"""What Wagtail's interfaces are told to show of a story: the same as a card of ours."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    """The comparison."""

    name = "bench"

    def ready(self):
        from rest_framework.fields import Field  # noqa: PLC0415
        from wagtail.api import APIField  # noqa: PLC0415

        from stories.models import KMStoryPage, MapStoryPage, ReflectionPage  # noqa: PLC0415

        class Names(Field):
            """The names of a page's themes."""

            def to_representation(self, value):
                return [theme.name for theme in value.all()]

        class Drivers(Field):
            """The drivers that a page names."""

            def to_representation(self, value):
                return [{"id": row.driver_id, "title": str(row)} for row in value.all()]

        for model in (MapStoryPage, KMStoryPage, ReflectionPage):
            model.api_fields = [
                APIField("summary"),
                APIField("last_published_at"),
                APIField("themes", serializer=Names()),
                APIField("alignments", serializer=Drivers()),
                APIField("story" if hasattr(model, "story") else "body"),
            ]
