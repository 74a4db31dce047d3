"""People, as staff administer them. Nobody is deleted, for the record names them: an account is closed."""

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Field, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.dates import write_moment
from accounts.form_fields import LineField
from accounts.groups import is_known, name_of
from accounts.models import User
from accounts.reading import Reading
from accounts.time_zones import time_zone_choices

PRIVILEGES = ("is_staff", "is_superuser", "groups", "user_permissions")
RIGHTS = {
    "view": pgettext_lazy("right", "view"),
    "add": pgettext_lazy("right", "add"),
    "change": pgettext_lazy("right", "change"),
    "delete": pgettext_lazy("right", "delete"),
}


def right(permission: Permission) -> str:
    verb = RIGHTS.get(permission.codename.partition("_")[0], permission.name)
    return f"{permission.content_type} | {verb}"


# Django keeps what they are called in the database, in English.
Permission.__str__ = right
Group.__str__ = name_of


class RightsAdmin(admin.ModelAdmin):
    """Offers the rights to what the administration shows; others say nothing here, but those that are given stay."""

    def formfield_for_manytomany(self, field: Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        if field.related_model is Permission:
            shown = Q()
            for model in self.admin_site._registry:
                shown |= Q(content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name)
            offered = Permission.objects.filter(shown | Q(user__isnull=False) | Q(group__isnull=False))
            kwargs["queryset"] = offered.distinct().select_related("content_type")
        return super().formfield_for_manytomany(field, request, **kwargs)


admin.site.unregister(Group)


@admin.register(Group)
class RightsGroupAdmin(RightsAdmin, GroupAdmin):
    fields = ("name", "permissions")

    def get_readonly_fields(self, request: HttpRequest, group: Group | None = None) -> tuple[str, ...]:
        return ("name",) if group and is_known(group) else ()

    def has_delete_permission(self, request: HttpRequest, group: Group | None = None) -> bool:
        return not (group and is_known(group)) and super().has_delete_permission(request, group)


class PersonForm(forms.ModelForm):
    name = LineField(label=_("Name"), max_length=80, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices, required=False)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


@admin.register(User)
class PersonAdmin(RightsAdmin):
    form = PersonForm
    list_display = ("email", "name", "language", "is_active", "is_staff", "seen_at")
    list_filter = ("is_active", "is_staff", "language")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ("groups", "user_permissions")
    readonly_fields = ("came_at", "seen_at")
    fieldsets = (
        (None, {"fields": ("email", "name", "is_active", "came_at", "seen_at")}),
        (_("Reading"), {"fields": ("language", "calendar", "digits", "time_zone")}),
        (_("Administration"), {"fields": PRIVILEGES}),
    )

    @admin.display(description=_("last signed in"), ordering="last_login")
    def seen_at(self, person: User) -> str:
        return write_moment(person.last_login, Reading.current()) if person.last_login else "—"

    @admin.display(description=_("joined"), ordering="joined_at")
    def came_at(self, person: User) -> str:
        return write_moment(person.joined_at, Reading.current()) if person.pk else "—"

    def get_readonly_fields(self, request: HttpRequest, person: User | None = None) -> tuple[str, ...]:
        """An address is changed by its owner, who proves it; only superusers hand out privileges."""
        fields = self.readonly_fields + (("email",) if person else ())
        return fields if request.user.is_superuser else fields + PRIVILEGES

    def has_delete_permission(self, request: HttpRequest, person: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, person: User, form: forms.ModelForm, change: bool) -> None:
        """A new person has no password yet: they choose one through "Forgot your password?"."""
        if not change:
            person.set_unusable_password()
        super().save_model(request, person, form, change)


admin.site.unregister(Authenticator)
Authenticator._meta.verbose_name = _("second step")  # allauth has no words of its own for them
Authenticator._meta.verbose_name_plural = _("second steps")


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Who has set up a second step: to be removed for somebody who lost the phone, never looked into."""

    list_display = fields = readonly_fields = ("person", "kind", "set_up_at", "used_at")
    search_fields = ("user__email", "user__name")
    actions = None  # one at a time: a list of them names nobody

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """Says whose it is: what it is called by itself says only which kind."""
        found = self.get_object(request, object_id)
        title = found and _("Remove the second step of {who}?").format(who=found.user)
        return super().delete_view(request, object_id, {"title": title, **(extra_context or {})})

    @admin.display(description=_("person"), ordering="user__email")
    def person(self, authenticator: Authenticator) -> str:
        return str(authenticator.user)

    @admin.display(description=_("Kind"), ordering="type")
    def kind(self, authenticator: Authenticator) -> str:
        return authenticator.get_type_display()

    @admin.display(description=_("Set up"), ordering="created_at")
    def set_up_at(self, authenticator: Authenticator) -> str:
        return write_moment(authenticator.created_at, Reading.current())

    @admin.display(description=_("Last used"), ordering="last_used_at")
    def used_at(self, authenticator: Authenticator) -> str:
        used = authenticator.last_used_at
        return write_moment(used, Reading.current()) if used else "—"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, authenticator: Authenticator | None = None) -> bool:
        return False
