"""What stands against the end of a workspace: while it takes part in a program, its canvases are what staff judge."""

from collections.abc import Iterator

from programs.models import Enrolment
from workspaces.purging import objects


@objects
def takes_part(workspace_id: int) -> Iterator[str]:
    current = Enrolment.objects.current().filter(workspace_id=workspace_id)
    for program in current.order_by("program_id").values_list("program_id", flat=True):
        yield f"It takes part in the program {program}: let an owner leave that first."
