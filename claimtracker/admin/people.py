"""Users and roles. A role's rights stand in `claimtracker.models.roles`, not in a form."""

from django.contrib import admin
from django.contrib.auth import admin as auth
from django.contrib.auth.models import Group, User
from unfold import admin as unfold
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from claimtracker.admin.base import OfferedFilters

admin.site.unregister([User, Group])


@admin.register(User)
class UserAdmin(OfferedFilters, auth.UserAdmin, unfold.ModelAdmin):
    """Who may sign in. Nobody makes themselves, or anybody, more than they are."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_per_page = 25
    show_full_result_count = False
    list_display = ("username", "first_name", "last_name", "is_active", "is_staff", "roles")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "first_name", "last_name")
    filter_horizontal = ()
    actions = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request):
        """Fetch the roles too."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser makes superusers."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, "is_superuser")

    def has_change_permission(self, request, obj=None) -> bool:
        """Nobody else touches a superuser: their password would be all rights."""
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Nobody else touches a superuser."""
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def get_actions(self, request):
        """Offer nothing in bulk."""
        return {}

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        """The roles that somebody has."""
        return ", ".join(group.name for group in user.groups.all())

    @staticmethod
    def _may_touch(request, obj) -> bool:
        return request.user.is_superuser or not getattr(obj, "is_superuser", False)


@admin.register(Group)
class GroupAdmin(OfferedFilters, unfold.ModelAdmin):
    """The roles, to look at: each migration sets their rights from one table in the code."""

    list_per_page = 25
    show_full_result_count = False
    search_fields = ("name",)
    fields = ("name", "rights")
    readonly_fields = ("name", "rights")
    actions = ()

    @admin.display(description="rights")
    def rights(self, group: Group) -> str:
        """What the role may do."""
        names = group.permissions.order_by("codename").values_list("codename", flat=True)
        return ", ".join(name.replace("_", " ") for name in names)

    def has_add_permission(self, request) -> bool:
        """The code has the roles."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """The code says what a role may do."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """The code would only make it again."""
        return False
