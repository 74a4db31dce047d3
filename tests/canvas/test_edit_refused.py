"""An edit that is refused says why: a page that is open shows the message of the answer, for it shows no whole page."""

import re
import uuid

from django.http import HttpResponse
from django.urls import reverse

from tests.asking import post
from tests.cast import actor
from workspaces.roles import Role


def ask(cast, verb: str, **fields) -> HttpResponse:
    return post(cast.dariush, verb, cast.team.pk, cast.canvas.pk, cast.notes[1].pk, **fields)


def message(answer: HttpResponse) -> str:
    assert answer.status_code in (409, 422)
    return re.search("data-trouble-message>(.*?)<", answer.content.decode())[1]


def test_of_an_archived_canvas(cast):
    cast.canvas.archive(actor(cast.amina))
    answer = ask(cast, "note_revise", text="متنی که تازه نوشته شد", version=1)
    page = answer.content.decode()
    assert "بایگانی" in message(answer) and ">\nمتنی که تازه نوشته شد</textarea>" in page
    assert f'class="button" href="{reverse("workspace", args=[cast.team.pk])}"' in page, "where it can be restored"


def test_that_makes_no_sense_any_more(cast):
    assert "چیزی ذخیره نشد" in message(ask(cast, "note_move", block="no such block"))


def test_whose_name_was_used_for_another(cast):
    name = str(uuid.uuid4())
    assert ask(cast, "note_revise", text="تازه", version=1, request=name).status_code == 302
    assert "این بار چیزی ذخیره نشد" in message(ask(cast, "note_revise", text="دیگر", version=2, request=name))


def test_of_who_is_no_editor_any_more_hands_back_what_was_typed(cast):
    cast.team.members.get(user=cast.dariush).appoint(Role.COMMENTER, actor(cast.amina))
    answer = ask(cast, "note_revise", text="متنی که تازه نوشته شد", version=1)
    assert answer.status_code == 403 and ">\nمتنی که تازه نوشته شد</textarea>" in answer.content.decode()
