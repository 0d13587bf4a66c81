"""What a transaction wrote that Wagtail's indexes must be told of."""

from collections import defaultdict
from itertools import count

from django.apps import apps
from django_tasks_db.compat import task_enqueued
from django_tasks_db.models import DBTaskResult
from modelcluster.fields import ParentalKey
from modelsearch.backends import get_search_backends
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page, ReferenceIndex

from core.indexing.backend import REFERENCES, IndexingBackend
from core.postgresql.transactions import collect


class IndexingTasks:
    """
    The tasks of one transaction, each once, in the order in which they came last.

    References of a row are those of its page, which has one task; a page whose references
    were written meanwhile has none, unless it was saved again after that. With `at_once`
    the words are written with the transaction, for commands that make much.
    """

    # Before the feed takes its lock.
    rank = -1

    def __init__(self):
        self.moments = count()
        self.search = {}
        self.references = {}
        self.written = {}
        self.at_once = False

    def add(self, row):
        """Note a task; returns the row that the table will hold."""
        kept = self.references if row.task_path == REFERENCES else self.search
        key = tuple(row.args_kwargs["args"])
        _, first = kept.pop(key, (None, row))
        kept[key] = next(self.moments), first
        return first

    def finish(self):
        """Put in what is left to do."""
        rows = self.tasks_of_references()
        if self.at_once:
            self.write_words()
        else:
            rows += [row for _, row in self.search.values()]
        DBTaskResult.objects.bulk_create(rows)
        for row in rows:
            task_enqueued.send(IndexingBackend, task_result=row.task_result)

    def tasks_of_references(self):
        """One task for each object whose own references or whose rows' may be others."""
        tasks: dict = {}
        written = self.certainly_written()
        for model, moments, rows in by_model(self.references):
            for pk, owner, owner_pk in owners(model, moments.keys()):
                key = root(owner), owner_pk
                if moments[pk] > written.get(key, -1):
                    tasks.setdefault(key, rows[pk])
        return list(tasks.values())

    def certainly_written(self):
        """When which page's references were written, but for what was rolled back."""
        versions = Page.objects.filter(pk__in=self.written).values_list(
            "pk", "live_revision"
        )
        public = dict(versions if self.written else ())
        return {
            (Page, str(pk)): moment
            for pk, (moment, version) in self.written.items()
            if pk in public and public[pk] == version
        }

    def write_words(self):
        """Write what the search knows of the objects, all of a model together."""
        for model, moments, _ in by_model(self.search):
            objects = list(model.get_indexed_objects().filter(pk__in=list(moments)))
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, objects)


def put_in(row):
    """
    Put a task in with the commit, unless the transaction has it already.

    Args:
        row: a `DBTaskResult` that is not saved.

    Returns:
        The row that will be saved, this one or that of before.
    """
    with collect(IndexingTasks) as tasks:
        return tasks.add(row)


def tell_search(page):
    """Have the search told of a page that was saved by no `save()`."""
    name = type(page)._meta
    insert_or_update_object_task.enqueue(name.app_label, name.model_name, str(page.pk))


def write_references(page):
    """Write what a page refers to, and have no task do it again."""
    with collect(IndexingTasks) as tasks:
        ReferenceIndex.create_or_update_for_object(page)
        tasks.written[page.pk] = next(tasks.moments), page.live_revision_id


def write_words_at_once():
    """Have the search know all that this transaction writes with its commit."""
    with collect(IndexingTasks) as tasks:
        tasks.at_once = True


def by_model(tasks):
    """
    Tasks by the model of what they are about; owners come before their rows.

    Yields:
        (model, {primary key: when it was put in}, {primary key: row of the task}).
    """
    moments: dict = defaultdict(dict)
    rows: dict = defaultdict(dict)
    for (app, name, pk), (moment, row) in tasks.items():
        model = apps.get_model(app, name)
        moments[model][pk], rows[model][pk] = moment, row
    for model in sorted(moments, key=lambda model: owner_field(model) is not None):
        yield model, moments[model], rows[model]


def owner_field(model):
    """The key by which a row belongs to what is edited with it, or None."""
    fields = model._meta.get_fields()
    return next((field for field in fields if isinstance(field, ParentalKey)), None)


def owners(model, keys):
    """
    What rows belong to, however deep. What belongs to nothing is its own owner.

    Args:
        model: the model of the rows.
        keys: their primary keys as text; rows that are gone are left out.

    Yields:
        (primary key of a row, model of the owner, primary key of the owner), as text.
    """
    field = owner_field(model)
    if field is None:
        yield from ((key, model, key) for key in keys)
        return
    rows = model._base_manager.filter(pk__in=keys).exclude(**{field.name: None})
    above = {str(key): str(owner) for key, owner in rows.values_list("pk", field.attname)}
    found = {
        key: (owner, owner_key)
        for key, owner, owner_key in owners(field.related_model, set(above.values()))
    }
    for key, owner in above.items():
        if owner in found:
            yield key, *found[owner]


def root(model):
    """The model whose keys a model's are: a page has one, whatever its type."""
    return Page if issubclass(model, Page) else model
