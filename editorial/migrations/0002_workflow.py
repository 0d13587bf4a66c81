"""The workflow on the whole tree, the bin beside the front page, and the sentences."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

NAME = "MAP editorial workflow"
STEP = "Approval by a second person"
DECIDERS = ("Moderators", "Steering group")
WAGTAILS = "Moderators approval"
BIN_PATH_STEP = 4
BIN = {"title": "Bin", "draft_title": "Bin", "slug": "bin", "url_path": "/bin/"}
SENTENCES = (
    "This page was out of date.",
    "This page had a mistake in it that we could not put right at once.",
    "The people this page is about asked us to take it down.",
    "The organisation this page is about asked us to take it down.",
    "This page said the same as another one.",
    "We did not have the permission we needed to publish this.",
)
LOOKED_AFTER_BY_STEERING = {
    "editorial": ["withdrawalreason"],
    "wagtailcore": ["workflow", "task"],
}


def create_workflow(apps, schema_editor):
    """One step on the whole tree, in place of Wagtail's own workflow."""
    get = apps.get_model
    root = get("wagtailcore", "Page").objects.get(depth=1)
    remove_workflow(apps, WAGTAILS)
    task = get("editorial", "ReviewTask").objects.create(
        name=STEP, active=True, content_type=content_type(apps, "editorial", "reviewtask")
    )
    task.groups.set(get("auth", "Group").objects.filter(name__in=DECIDERS))
    workflow = get("wagtailcore", "Workflow").objects.create(name=NAME, active=True)
    get("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    get("wagtailcore", "WorkflowPage").objects.update_or_create(
        page=root, defaults={"workflow": workflow}
    )


def restore_wagtails_workflow(apps, schema_editor):
    """Wagtail's own workflow again, with its step for Moderators."""
    get = apps.get_model
    remove_workflow(apps, NAME)
    get("editorial", "ReviewTask").objects.all().delete()
    task = get("wagtailcore", "GroupApprovalTask").objects.create(
        name=WAGTAILS,
        active=True,
        content_type=content_type(apps, "wagtailcore", "groupapprovaltask"),
    )
    task.groups.set(get("auth", "Group").objects.filter(name="Moderators"))
    workflow = get("wagtailcore", "Workflow").objects.create(name=WAGTAILS, active=True)
    get("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    root = get("wagtailcore", "Page").objects.get(depth=1)
    get("wagtailcore", "WorkflowPage").objects.create(page=root, workflow=workflow)


def remove_workflow(apps, name):
    """Delete a workflow by its name, with the steps that only it had."""
    workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(name=name)
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    rows = WorkflowTask.objects.filter(workflow__in=workflows)
    tasks = list(rows.values_list("task", flat=True))
    workflows.delete()
    apps.get_model("wagtailcore", "Task").objects.filter(pk__in=tasks).delete()


def content_type(apps, label, model):
    """The content type of a model, made now if Django has not yet."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    return ContentType.objects.get_or_create(app_label=label, model=model)[0]


def create_bin(apps, schema_editor):
    """The folder for deleted pages, the last page below the root."""
    Page = apps.get_model("wagtailcore", "Page")
    root = Page.objects.get(depth=1)
    last = Page.objects.filter(depth=2).order_by("path").last()
    number = int(last.path[-BIN_PATH_STEP:], 36) + 1 if last else 1
    apps.get_model("core", "BinPage").objects.create(
        **BIN,
        summary="Pages that were deleted. Each stays here for 90 days.",
        live=False,
        has_unpublished_changes=True,
        depth=2,
        numchild=0,
        path=f"{root.path}{base36(number):0>{BIN_PATH_STEP}}",
        content_type=content_type(apps, "core", "binpage"),
        locale=root.locale,
    )
    Page.objects.filter(pk=root.pk).update(numchild=root.numchild + 1)


def base36(number):
    """A number as treebeard writes the steps of its paths."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = ""
    while number:
        number, digit = divmod(number, len(digits))
        text = digits[digit] + text
    return text


def remove_bin(apps, schema_editor):
    """The bin goes with what lies in it."""
    Page = apps.get_model("wagtailcore", "Page")
    root = Page.objects.get(depth=1)
    Page.objects.filter(url_path__startswith=BIN["url_path"]).delete()
    Page.objects.filter(pk=root.pk).update(numchild=root.numchild - 1)


def write_sentences(apps, schema_editor):
    """A first short list; the steering group keeps it."""
    Reason = apps.get_model("editorial", "WithdrawalReason")
    for sentence in SENTENCES:
        Reason.objects.get_or_create(sentence=sentence)


def grant(apps, schema_editor):
    """Workflows and the sentences are the steering group's."""
    for label in LOOKED_AFTER_BY_STEERING:
        app_config = apps.get_app_config(label)
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group").objects.get(name="Steering group")
    for label, models in LOOKED_AFTER_BY_STEERING.items():
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label=label, content_type__model__in=models
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("community", "0003_groups"),
    ]

    operations = [
        migrations.RunPython(create_workflow, restore_wagtails_workflow),
        migrations.RunPython(create_bin, remove_bin),
        migrations.RunPython(write_sentences, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
