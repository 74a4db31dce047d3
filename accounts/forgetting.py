"""Forgetting a person who asked for it, for good: of the account there stays what the record names, and nobody's name.

An account that is only closed (in the administration) can be opened again; this one is nobody's any more.
"""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from accounts.models import FORGOTTEN, User


@transaction.atomic
def forget(person: User) -> None:
    """What is theirs alone goes: sessions, addresses, second steps, notices, what they have read."""
    for theirs in User._meta.related_objects:
        if theirs.on_delete is models.CASCADE and theirs.related_model is not LogEntry:
            rows = theirs.related_model._default_manager.filter(**{theirs.field.name: person})
            unname(rows)
            rows.delete()
    unname(User.objects.filter(pk=person.pk))
    person.groups.clear()
    person.user_permissions.clear()
    person.set_unusable_password()
    person.email, person.last_login = f"{person.pk}{FORGOTTEN}", None
    person.name = person.language = person.calendar = person.digits = person.time_zone = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.save()


def unname(rows: models.QuerySet) -> None:
    """What the administration wrote down of these rows says no more whose they are: an address is called as it is."""
    kind, ids = ContentType.objects.get_for_model(rows.model), [str(pk) for pk in rows.values_list("pk", flat=True)]
    LogEntry.objects.filter(content_type=kind, object_id__in=ids).update(object_repr="", change_message="")
