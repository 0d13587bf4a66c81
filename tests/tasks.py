"""Tasks in tests: done at once; those that a maker of pages would repeat, done once."""

from contextlib import contextmanager

from django_tasks import default_task_backend
from django_tasks.backends.immediate import ImmediateBackend


class OnceBackend(ImmediateBackend):
    """Does a task when it is put in, or at the end of a block of `once`.

    Wagtail puts in the same two tasks each time that a page is saved: a new public page
    would be indexed eight times, which is a third of what it takes to make one.
    """

    _waiting = None

    def enqueue(self, task, args, kwargs):
        """Do a task, or put it off."""
        if self._waiting is None:
            return super().enqueue(task, args, kwargs)
        self._waiting[task.name, *args] = task, args, kwargs
        return None

    @contextmanager
    def once(self):
        """Put off what is put in meanwhile, and do each of it once."""
        if self._waiting is not None:
            yield
            return
        self._waiting = waiting = {}
        try:
            yield
        finally:
            self._waiting = None
        for task, args, kwargs in waiting.values():
            self.enqueue(task, args, kwargs)


@contextmanager
def once():
    """The same, where the tests' backend is in use; the demo's makers have another."""
    if hasattr(default_task_backend, "once"):
        with default_task_backend.once():
            yield
    else:
        yield
