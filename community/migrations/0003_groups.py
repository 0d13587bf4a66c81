"""The three groups of the community, in place of the two that Wagtail brings."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS, MODERATORS, STEERING = "Content Editors", "Moderators", "Steering group"

PAGES = {
    EDITORS: ["add_page", "change_page"],
    MODERATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    STEERING: [
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
        "bulk_delete_page",
    ],
}
FILES = {
    EDITORS: ["add", "choose"],
    MODERATORS: ["add", "change", "choose"],
    STEERING: ["add", "change", "delete", "choose"],
}
LOOKED_AFTER_BY_STEERING = {
    "core": [
        "theme",
        "caresetting",
        "staffgroup",
        "impactcategory",
        "service",
        "kmtechnique",
        "publisher",
        "glossaryentry",
    ],
    "community": ["user", "nation", "region", "integratedcaresystem", "organisation"],
    "wagtailredirects": ["redirect"],
}
APPS_WITH_PERMISSIONS = [
    "core",
    "community",
    "wagtailadmin",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailredirects",
]


def create_groups(apps, schema_editor):
    """Create the groups and say what each may do."""
    make_sure_permissions_exist(apps)
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name="Editors").delete()
    for name, codenames in PAGES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([permission(apps, "wagtailadmin", "access_admin")])
        grant_pages(apps, group, codenames)
        grant_files(apps, group, FILES[name])
    grant_models(apps, Group.objects.get(name=STEERING))


def make_sure_permissions_exist(apps):
    """Django creates permissions after all migrations; here they are needed before."""
    for label in APPS_WITH_PERMISSIONS:
        app_config = apps.get_app_config(label)
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None


def permission(apps, label, codename):
    """One permission by its app and name."""
    Permission = apps.get_model("auth", "Permission")
    return Permission.objects.get(content_type__app_label=label, codename=codename)


def grant_pages(apps, group, codenames):
    """What a group may do with pages, everywhere below the root."""
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupPagePermission.objects.filter(group=group).delete()
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for codename in codenames:
        GroupPagePermission.objects.create(
            group=group, page=root, permission=permission(apps, "wagtailcore", codename)
        )


def grant_files(apps, group, actions):
    """What a group may do with pictures and documents."""
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    GroupCollectionPermission.objects.filter(group=group).delete()
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for action in actions:
        for label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            GroupCollectionPermission.objects.create(
                group=group,
                collection=root,
                permission=permission(apps, label, f"{action}_{model}"),
            )


def grant_models(apps, group):
    """Vocabularies, organisations and accounts are the steering group's."""
    Permission = apps.get_model("auth", "Permission")
    for label, models in LOOKED_AFTER_BY_STEERING.items():
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label=label, content_type__model__in=models
            )
        )


def remove_groups(apps, schema_editor):
    """Leave Wagtail's own group of moderators, without the others."""
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=[EDITORS, STEERING]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0002_initial"),
        ("core", "0002_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0003_admin_managed"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(create_groups, remove_groups)]
