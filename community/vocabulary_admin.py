"""The vocabularies in the admin: lists with use, search, retire and merge."""

from django.contrib.admin.utils import quote
from django.urls import re_path, reverse_lazy
from django.utils.text import capfirst
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from community.models import IntegratedCareSystem, Nation, Organisation, Region
from community.proposal_views import vocabularies_of
from community.term_views import MergeView, TermInspectView
from core.models import (
    CareSetting,
    GlossaryEntry,
    ImpactCategory,
    KMTechnique,
    Publisher,
    SearchWording,
    Service,
    StaffGroup,
    Theme,
)


class TermPermissionHelper(PermissionHelper):
    """A term on a page cannot be deleted, nor a merged one edited."""

    def user_can_delete_obj(self, user, obj):
        """Whether to offer deletion; the model itself has the last word."""
        return super().user_can_delete_obj(user, obj) and not getattr(obj, "usage", 0)

    def user_can_edit_obj(self, user, obj):
        """Whether the user may change this term."""
        return super().user_can_edit_obj(user, obj) and not obj.merged_into_id


class TermButtonHelper(ButtonHelper):
    """The usual buttons, and one to merge."""

    def merge_button(self, pk, classnames_add=None):
        """The button that leads to the form for merging."""
        return {
            "url": self.url_helper.get_action_url("merge", quote(pk)),
            "label": "Merge",
            "classname": self.finalise_classname(
                ["button-secondary", *(classnames_add or [])]
            ),
            "title": f"Merge this {self.verbose_name} into another",
        }

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, **kwargs):
        """Inspect, edit, delete and merge, as far as the user may."""
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, **kwargs)
        if self.permission_helper.user_can_edit_obj(self.request.user, obj):
            buttons.append(self.merge_button(obj.pk, classnames_add))
        return buttons


class TermAdmin(ModelAdmin):
    """One vocabulary."""

    list_display = ("name", "used_on", "state")
    list_filter = ("retired",)
    search_fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    inspect_view_enabled = True
    inspect_view_class = TermInspectView
    inspect_view_fields = ("name", "slug", "description", "retired", "merged_into")
    inspect_template_name = "community/inspect_term.html"
    delete_template_name = "community/delete_term.html"
    permission_helper_class = TermPermissionHelper
    button_helper_class = TermButtonHelper
    menu_icon = "tag"
    list_per_page = 50

    def get_queryset(self, request):
        """The terms with how often each is used."""
        return super().get_queryset(request).with_usage().select_related("merged_into")

    def get_menu_label(self):
        return capfirst(self.model._meta.verbose_name_plural)

    def used_on(self, term):
        """How many pages, drafts included, have the term."""
        return f"{term.usage} page{'' if term.usage == 1 else 's'}"

    used_on.short_description = "Used on"
    used_on.admin_order_field = "usage"

    def state(self, term):
        """What became of the term, if anything."""
        if term.merged_into:
            return f"Merged into “{term.merged_into}”"
        return "Retired" if term.retired else "In use" if term.usage else "Not used yet"

    state.short_description = "State"

    def merge_view(self, request, instance_pk):
        """The form for merging a term into another."""
        return MergeView.as_view(model_admin=self, instance_pk=instance_pk)(request)

    def get_admin_urls_for_registration(self):
        merge = re_path(
            self.url_helper.get_action_url_pattern("merge"),
            self.merge_view,
            name=self.url_helper.get_action_url_name("merge"),
        )
        return (*super().get_admin_urls_for_registration(), merge)


def admin_of(vocabulary):
    """The admin class of a vocabulary."""
    return type(f"{vocabulary.__name__}Admin", (TermAdmin,), {"model": vocabulary})


class GlossaryAdmin(ModelAdmin):
    """The acronyms. They are no terms: nothing is sorted by them."""

    model = GlossaryEntry
    list_display = ("acronym", "long_form", "note")
    search_fields = ("acronym", "long_form", "also_known_as")
    menu_icon = "tag"
    list_per_page = 100


class SearchWordingAdmin(ModelAdmin):
    """What people type, and what they mean. Nothing is sorted by it either."""

    model = SearchWording
    list_display = ("__str__", "page")
    list_select_related = ("page",)
    search_fields = ("words",)
    menu_icon = "search"
    list_per_page = 100


class ProposalsMenuItem(MenuItem):
    """The way to names that no list has."""

    def is_shown(self, request):
        return bool(vocabularies_of(request.user))


class VocabularyGroup(ModelAdminGroup):
    """All vocabularies under one heading of the menu."""

    menu_label = "Vocabularies"
    menu_icon = "tag"
    menu_order = 600
    items = (
        *(
            admin_of(vocabulary)
            for vocabulary in (
                Theme,
                CareSetting,
                StaffGroup,
                ImpactCategory,
                Service,
                KMTechnique,
                Publisher,
                Organisation,
                Nation,
                Region,
                IntegratedCareSystem,
            )
        ),
        GlossaryAdmin,
        SearchWordingAdmin,
    )

    def get_submenu_items(self):
        """The lists, after the names that none of them has."""
        address = reverse_lazy("community_proposals")
        first = ProposalsMenuItem("Names not listed", address, icon_name="tag", order=0)
        return [first, *super().get_submenu_items()]
