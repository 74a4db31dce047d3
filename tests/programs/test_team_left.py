"""An owner leaves the program while another of the team writes or chooses: they are told, and lose nothing."""

import pytest
from django.urls import reverse

from programs.models import Answer, Enrolment, Submission
from tests.asking import get, post
from tests.cast import actor
from tests.programs.scene import make_scene

TYPED = "سه ساعت نوشتیم"


@pytest.fixture
def scene(cast):
    return make_scene(cast, reviewed=True)


@pytest.fixture(params=["submission_create", "remark_answer"])
def sends(request, scene, cast) -> tuple[str, list[int], dict]:
    """What an editor sends: the page, its place and the words."""
    side, place = scene.own, [cast.team.pk, scene.own.enrolment.pk]
    if request.param == "submission_create":
        return request.param, place, {"round": side.round.pk, "canvas": side.submission.canvas_id, "note": TYPED}
    return request.param, [*place, side.submission.pk, side.loose.pk], {"text": TYPED, "version": 0}


def leave(scene, cast) -> None:
    Enrolment.objects.get(pk=scene.own.enrolment.pk).leave(actor(cast.amina))


@pytest.mark.parametrize("is_early", [True, False], ids=["before", "under the lock"])
def test_what_was_typed_before_the_team_left_can_be_copied(scene, cast, meanwhile, sends, is_early):
    leave(scene, cast) if is_early else meanwhile(lambda: leave(scene, cast))
    name, place, words = sends
    answer = post(cast.dariush, name, *place, **words)
    told = answer.content.decode()
    assert answer.status_code == 410 and "تیم شما برنامه را ترک کرده است" in told and f"{TYPED}</textarea>" in told
    assert f'href="{reverse("enrolment", args=place[:2])}"' in told
    for kept in (Submission, Answer):
        assert kept.objects.filter(workspace=cast.team).count() == 1


def test_where_nothing_was_typed_nothing_is_shown_to_be_copied(scene, cast, sends):
    leave(scene, cast)
    name, place, words = sends
    answer = post(cast.dariush, name, *place, **{word: "" if said == TYPED else said for word, said in words.items()})
    assert answer.status_code == 410 and "<textarea" not in answer.content.decode()


def test_what_came_in_before_the_team_left_is_answered_as_the_first_time(scene, cast, sends):
    name, place, words = sends
    words["request"] = "0d9c2c3e-5a0b-4c39-9d53-2f6f0a8a1c11"
    first = post(cast.dariush, name, *place, **words)
    leave(scene, cast)
    again = post(cast.dariush, name, *place, **words)
    assert first.url == again.url and cast.dariush.client.get(again.url).status_code == 200


def test_nobody_else_is_told(scene, cast, sends):
    leave(scene, cast)
    name, place, words = sends
    assert post(cast.sara, name, *place, **words).status_code == 404
    assert post(scene.own.reviewer, name, *place, **words).status_code == 404
    assert post(cast.kian, name, *place, **words).status_code == 403
    assert post(cast.sara, name, cast.elsewhere.pk, *place[1:], **words).status_code == 404


@pytest.mark.parametrize("is_early", [True, False], ids=["before", "under the lock"])
def test_another_owner_who_chooses_canvases_is_told_and_sees_what_they_chose(scene, cast, meanwhile, is_early):
    place = [cast.team.pk, scene.own.enrolment.pk]
    leave(scene, cast) if is_early else meanwhile(lambda: leave(scene, cast))
    answer = post(cast.amina, "enrolment_revise", *place, canvases=[scene.spare.pk], seen=cast.canvas.pk)
    page = answer.content.decode()
    assert answer.status_code == 410 and "غادر فريقك البرنامج" in page and "لم يتغيّر شيء" in page
    assert f"<bdi>{scene.spare.name}</bdi>" in page and cast.canvas.name not in page
    assert [row.canvas for row in scene.own.enrolment.canvases.all()] == [cast.canvas]


def test_who_chose_none_is_told_the_same(scene, cast):
    leave(scene, cast)
    answer = post(cast.amina, "enrolment_revise", cast.team.pk, scene.own.enrolment.pk)
    assert answer.status_code == 410 and "chosen-title" not in answer.content.decode()


def test_what_was_chosen_before_the_team_left_is_answered_as_the_first_time(scene, cast):
    place = [cast.team.pk, scene.own.enrolment.pk]
    words = {"canvases": [scene.spare.pk], "request": "0d9c2c3e-5a0b-4c39-9d53-2f6f0a8a1c11"}
    first = post(cast.amina, "enrolment_revise", *place, **words)
    leave(scene, cast)
    assert post(cast.amina, "enrolment_revise", *place, **words).url == first.url


@pytest.mark.parametrize("way", ["enrolment_editor", "submission_new", "enrolment_leave"])
def test_a_way_on_from_an_older_page_leads_to_what_happened(scene, cast, way):
    leave(scene, cast)
    ask = post if way == "enrolment_leave" else get
    answer = ask(cast.amina, way, cast.team.pk, scene.own.enrolment.pk)
    assert answer.status_code == 410 and "chosen-title" not in answer.content.decode()
    assert ask(cast.sara, way, cast.team.pk, scene.own.enrolment.pk).status_code == 404
