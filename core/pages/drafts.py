"""Saving drafts: whatever is missing, and whatever single fields cannot be kept."""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.formsets import DELETION_FIELD_NAME
from wagtail.blocks.base import BlockField
from wagtail.models import Comment, CommentReply

from core.pages.kept_blocks import keep_blocks, without_empty_blocks
from core.pages.slugs import free_slug, slug_of
from core.text.input import clean_block

# What a browser sends of a row in which nobody wrote anything.
OF_THE_ROW_ITSELF = {"ORDER", "DELETE", "id"}


def untitled(page):
    """What a draft is called until somebody gives it a title: “Untitled story”."""
    words = page._meta.verbose_name.split()
    return f"Untitled {' '.join(one for one in words if not one.isupper()).lower()}"


def is_untitled(page):
    """Whether nobody has given a page a title yet."""
    return page.title == untitled(page)


class DraftForm:
    """
    A page's form that keeps of a draft all that can be kept.

    A field that cannot be kept as it stands keeps its last good value on the page. What
    was said of it stands in `kept_back`, by the name that its errors have in the form.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What was said of fields and rows that were not kept: (errors, key, sentences).
        self.kept_back = []
        self.before = {f.attname: getattr(self.instance, f.attname) for f in own(self)}
        if is_untitled(self.instance):
            self.initial["title"] = ""
            if self.slug_follows:
                self.initial["slug"] = ""

    @property
    def slug_follows(self):
        """Whether the address still is the one of a draft without a title."""
        slug = slug_of(untitled(self.instance))
        is_given = self.instance.slug.startswith(slug)
        return is_given and self.instance.first_published_at is None

    def is_valid(self):
        """Whether it can be saved; of a draft, after what cannot be kept is put aside."""
        valid = super().is_valid()
        if valid or not self.is_deferred_validation or has_gaps(self):
            return valid
        self.keep_back()
        return True

    def clean(self):
        """The values, with an address that is free, and of drafts a title if need be."""
        if self.is_deferred_validation:
            self.give_title()
            self.give_slug()
            self.drop_empty_blocks()
        if slug := self.cleaned_data.get("slug"):
            page = self.instance if self.instance.pk else None
            self.cleaned_data["slug"] = free_slug(self.parent_page, slug, page)
        return super().clean()

    def give_title(self):
        """Call a draft something until it has a title."""
        is_new = not self.instance.title or is_untitled(self.instance)
        if is_new and not self.data.get("title", "").strip():
            self.instance.title = untitled(self.instance)
            self.errors.pop("title", None)

    def give_slug(self):
        """Let an address that is missing follow from the title."""
        is_given = self.cleaned_data.get("slug") or "slug" not in self.fields
        if self.is_slug_wanted and not is_given:
            title = self.cleaned_data.get("title") or self.instance.title
            slug = slug_of(title) or slug_of(untitled(self.instance))
            self.cleaned_data["slug"] = slug
            self.errors.pop("slug", None)

    def drop_empty_blocks(self):
        """Leave out blocks that somebody added and wrote nothing in."""
        for name, value in self.cleaned_data.items():
            if isinstance(self.fields.get(name), BlockField):
                block = self.fields[name].block
                self.cleaned_data[name] = without_empty_blocks(block, value)

    @property
    def is_slug_wanted(self):
        """Whether the page has no address of its own yet."""
        return not self.instance.slug or self.slug_follows

    def keep_back(self):
        """Put aside what cannot be kept, so that all the rest is saved."""
        for name in list(self.errors):
            self.keep_last_good(name)
        self.put_aside(self.errors)
        for formset in self.formsets.values():
            self.keep_rows(formset)

    def keep_last_good(self, name):
        """Leave a field as it was; of blocks, only those that cannot be kept."""
        field = self.fields.get(name)
        attname = attname_of(self, name)
        if attname is None:
            return
        last = self.before[attname]
        if isinstance(field, BlockField):
            last = kept_stream(self, name, last)
        if name == "title" and not last:
            last = untitled(self.instance)
        setattr(self.instance, attname, last)

    def keep_rows(self, formset):
        """Save the rows that can be saved, each with what of it can be kept."""
        # Wagtail asks no further than the first rows that are wrong.
        formset.full_clean()
        for row in formset.forms:
            if not row.cleaned_data.get(DELETION_FIELD_NAME):
                self.keep_row(row)
        if found := formset.non_form_errors():
            self.kept_back.append((formset, None, list(found)))
            found.clear()

    def keep_row(self, row):
        """Keep of one row what can be kept; leave one out that says nothing."""
        is_new = row.instance.pk is None
        if is_new and says_nothing(row):
            row.changed_data = []
            row.errors.clear()
        for name in row.errors:
            if attname := attname_of(row, name):
                setattr(row.instance, attname, last_of(row, name))
        is_faulty = bool(row.errors)
        self.put_aside(row.errors)
        if is_new and is_faulty and not is_storable(row):
            row.changed_data = []
        for formset in getattr(row, "formsets", {}).values():
            self.keep_rows(formset)

    def put_aside(self, errors):
        """Remember errors, and take them out of the form's way."""
        self.kept_back += [(errors, name, found) for name, found in errors.items()]
        errors.clear()

    def show_kept_back(self):
        """Put what was said back beside the fields, for a form that is shown again."""
        for errors, name, found in self.kept_back:
            if name is None:
                errors.non_form_errors().extend(found)
            else:
                errors[name] = found

    def get_field_updates_for_resave(self):
        """What the form in the browser should hold from now on, as (name, value)."""
        updates = super().get_field_updates_for_resave()
        slug = self.instance.slug
        is_numbered = self.cleaned_data.get("slug") == slug != self.data.get("slug")
        if is_numbered and not is_untitled(self.instance):
            updates.append(("slug", slug))
        return updates


def own(form):
    """The columns of a form's model that it has fields for."""
    return [f for f in form.instance._meta.concrete_fields if f.name in form.fields]


def attname_of(form, name):
    """The attribute in which the instance keeps a field, or None if it has none."""
    if name == NON_FIELD_ERRORS:
        return None
    return next((f.attname for f in own(form) if f.name == name), None)


def kept_stream(form, name, last):
    """What of the blocks in a field can be kept."""
    block = form.fields[name].block
    with as_draft(block):
        typed = clean_block(block, form[name].data)
        return keep_blocks(block, typed, last)


@contextmanager
def as_draft(block):
    """Clean a block as Wagtail cleans those of drafts."""
    block.defer_required_validation()
    try:
        yield
    finally:
        block.restore_deferred_validation()


def says_nothing(row):
    """Whether nobody wrote or chose anything in a new row."""
    written = set(row.changed_data) - OF_THE_ROW_ITSELF
    return not any(row[name].data for name in written)


def last_of(row, name):
    """What a field of a row held before, or holds in a new one."""
    return row.initial.get(name, row.instance._meta.get_field(name).get_default())


def is_storable(row):
    """Whether the database would take a new row; a comment without words is none."""
    if isinstance(row.instance, (Comment, CommentReply)):
        return False
    values = [f for f in own(row) if not (f.null or f.primary_key)]
    return all(getattr(row.instance, f.attname) is not None for f in values)


def has_gaps(form):
    """Whether a part of the form did not arrive whole."""
    return any(not rows.management_form.is_valid() for rows in form.formsets.values())
