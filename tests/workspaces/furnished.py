"""A team with at least a row of every kind that a workspace can have, another beside it, and what the tables hold."""

import io

from django.core.management import call_command
from django.db import connection

from api.models import Token, Webhook
from canvas.models import Comment
from tests.asking import post_twice
from tests.cast import Cast, actor
from tests.exports.brought import bring, chapter, line
from tests.exports.packed import make_bundle
from tests.programs.scene import make_scene
from tests.sharing.links import holder_of, make_link
from tests.strategy import make_other_strategy, make_strategy
from workspaces.models import Invitation
from workspaces.purging import belongings
from workspaces.roles import Role

REASON = "به خواست مالک"
PASSING = ("procrastinate_", "accounts_session", "accounts_cache")
Rows = dict[str, set[str]]  # by table, each as the database writes it


def furnish(cast: Cast) -> Cast:
    """The team was in a program whose staff reviewed what it submitted, and has left it."""
    make_strategy(cast)
    make_other_strategy(cast)
    cast.scene = make_scene(cast, reviewed=True)
    bring(cast, chapter(line(1), line(2)))
    for workspace, owner in ((cast.team, cast.amina), (cast.elsewhere, cast.sara)):
        make_bundle(cast, workspace, owner).work.keep([b"zip"], 3)
        webhook, _secret = Webhook.objects.add_to(workspace, "https://example.com/", ["notes"], actor(owner))
        webhook.attempts.create(verb="note.add", outcome="taken")
        Token.objects.make(owner, "کلید", [], 7, workspace, None)
        Invitation.objects.invite(workspace, Role.VIEWER, 7, actor(owner), email=cast.omar.email)
        post_twice(owner, "canvas_create", workspace.pk, name="دو بار فرستاده")
    cast.link, token = make_link(cast)
    cast.holder = holder_of(token)
    Comment.objects.add_to(cast.canvas, "channels", "؟", actor(cast.amina), mentions=[cast.kian.pk])
    cast.scene.own.enrolment.leave(actor(cast.amina))
    return cast


def purged(cast: Cast, *words: str, **given: str) -> str:
    """What the command says that purges the team."""
    out = io.StringIO()
    given = {"by": cast.omar.email, "reason": REASON} | given
    call_command("purge_workspace", str(cast.team.pk), *words, stdout=out, **given)
    return out.getvalue()


def everything() -> Rows:
    """What the tables hold, but for what passes by itself."""
    tables = [name for name in connection.introspection.table_names() if not name.startswith(PASSING)]
    return {table: _rows(f'SELECT to_jsonb(t)::text FROM "{table}" t') for table in tables}


def of_the_team(cast: Cast) -> Rows:
    found = {}
    for rows in belongings(cast.team.pk):
        table, key = rows.model._meta.db_table, [field.column for field in rows.model._meta.pk_fields]
        keys, given = rows.values_list(*key).query.sql_with_params()
        columns = ", ".join(f't."{column}"' for column in key)
        found[table] = _rows(f'SELECT to_jsonb(t)::text FROM "{table}" t WHERE ({columns}) IN ({keys})', given)
    return found


def _rows(sql: str, given: tuple = ()) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return {row for (row,) in cursor.fetchall()}
