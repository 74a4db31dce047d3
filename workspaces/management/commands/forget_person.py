"""Forgets whose account it was, for a person who asked for that. What stays: docs/running.md."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.forgetting import forget
from accounts.models import User
from record.redact import homes_with
from workspaces.models import Membership
from workspaces.roles import Role


class Command(BaseCommand):
    help = "Closes an account for good and forgets whose it was. What they did stays on the record, by nobody's name."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address that they sign in with")
        parser.add_argument("--anyway", action="store_true", help="also where others are left without an owner")

    def handle(self, *, email: str, anyway: bool, **options) -> None:
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError("Nobody has this e-mail address.")
        left = listed(left_alone_by(person))
        if left and not anyway:
            raise CommandError(
                f"Nobody else owns the workspaces {left}: let them appoint an owner first, or say --anyway."
            )
        address = person.email
        forget(person)
        self.stdout.write(self.style.SUCCESS("Forgotten. What they did is by a closed account from now on."))
        if homes := listed(homes_with(address)):
            self.stdout.write(f"Their address still stands on the records {homes}: manage.py redact blacks it out.")


def left_alone_by(person: User) -> list[int]:
    """Workspaces in which others are, and in which nobody else is an owner."""
    present = Membership.objects.present().filter(user__is_active=True)
    others = present.exclude(user=person).values("workspace_id")
    own = present.filter(user=person, role=Role.OWNER, workspace_id__in=others)
    own = own.exclude(workspace_id__in=others.filter(role=Role.OWNER))
    return list(own.order_by("workspace_id").values_list("workspace_id", flat=True))


def listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
