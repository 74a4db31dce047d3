"""A bundle as it stands where it was asked for long ago and nothing came of it: nothing is put into the queue."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from exports.models import Bundle, Work
from tests.cast import Cast, actor
from workspaces.acting import acting
from workspaces.models import Workspace


def make_bundle(cast: Cast, workspace: Workspace | None = None, by: User | None = None, hours: int = 48) -> Bundle:
    workspace, by = workspace or cast.team, by or cast.amina
    at = timezone.now().replace(microsecond=0) - timedelta(hours=hours)
    with acting(actor(by), workspace.pk, "bundle.create"):
        bundle = Bundle.objects.create(workspace=workspace, asked_by=by, asked_at=at, expires_at=at + timedelta(days=7))
    Work.objects.create(bundle=bundle, address=f"http://testserver/w/{workspace.pk}/exports/")
    return bundle
