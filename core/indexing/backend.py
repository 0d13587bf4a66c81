"""The queue of tasks; it must be importable before the models are there."""

from django.db import connection
from django_tasks_db.backend import DatabaseBackend

REFERENCES = "wagtail.tasks.update_reference_index_task"
SEARCH = "modelsearch.tasks.insert_or_update_object_task"


class IndexingBackend(DatabaseBackend):
    """
    The queue in the database, in which an index is told once of what a transaction wrote.

    Wagtail and its search put a task in each time that a row is saved: nine for a story
    that is published, most of them alike.
    """

    def enqueue(self, task, args, kwargs):
        """
        Put a task in: those of indexes just before the commit, all others at once.

        Returns:
            The `TaskResult`; what a transaction put in twice has one.

        Next: `core.indexing.tasks.IndexingTasks.finish`.
        """
        if task.module_path not in {REFERENCES, SEARCH} or not connection.in_atomic_block:
            return super().enqueue(task, args, kwargs)
        from core.indexing.tasks import put_in  # noqa: PLC0415  (it needs the models)

        return put_in(self.row_of(task, args, kwargs)).task_result

    def row_of(self, task, args, kwargs):
        """A task as the table will hold it."""
        from django_tasks_db import models  # noqa: PLC0415  (as above)

        return models.DBTaskResult(
            id=self._get_id(),
            args_kwargs={"args": list(args), "kwargs": kwargs},
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after or models.get_date_max(),
            backend_name=self.alias,
        )
