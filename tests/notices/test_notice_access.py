"""Whoever has lost access is told nothing more, and sees nothing of what they were told."""

import pytest
from django.core import mail

from notices.delivery import deliver_waiting
from notices.models import Notice
from programs.models import Assignment
from tests.cast import actor
from tests.notices.told import kinds, lines
from tests.programs.scene import review_it


def test_out_of_the_workspace(cast):
    cast.team.members.get(user=cast.layla).appoint(40, actor(cast.amina))
    told = Notice.objects.get(user=cast.amina)
    assert "چرا فردا" in cast.amina.client.get("/notices/").content.decode()
    cast.team.members.get(user=cast.amina).remove(actor(cast.layla))
    page = cast.amina.client.get("/notices/").content.decode()
    assert "چرا فردا" not in page and "کتاب‌فروشی" not in page and 'data-number=""' in page
    assert cast.amina.client.get(f"/notices/{told.pk}/").status_code == 404
    assert 'class="unread"' not in cast.amina.client.get("/notices/count/").content.decode()
    deliver_waiting()
    assert mail.outbox == [] and not Notice.objects.filter(awaits_mail=True, user=cast.amina).exists()


def test_out_of_the_program(scene):
    side = scene.own
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    assert kinds(side.reviewer) == ["review.asked"]
    side.reviewing.remove(actor(side.manager))
    assert lines(side.reviewer) == []
    deliver_waiting()
    assert side.reviewer.email not in [to for sent in mail.outbox for to in sent.to]


def test_of_a_startup_that_left_staff_see_nothing_more(scene, cast):
    side = scene.own
    review_it(side, cast.amina)
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    side.enrolment.leave(actor(cast.amina))
    for person in (side.manager, side.reviewer):
        assert lines(person) and not kinds(person)
        assert person.client.get(f"/notices/{lines(person)[0].notice.pk}/").url == "/notices/"
        page = person.client.get("/notices/").content.decode()
        assert cast.team.name not in page and "چون" not in page
    deliver_waiting()
    assert side.reviewer.email not in [to for sent in mail.outbox for to in sent.to]


@pytest.mark.parametrize("name", ["dariush", "kian", "layla", "omar", "sara"])
def test_others_notices_are_not_found(cast, name):
    told = Notice.objects.get(user=cast.amina)
    client = cast.people[name].client
    assert client.get(f"/notices/{told.pk}/").status_code == 404
    assert client.post(f"/notices/{told.pk}/read/").status_code == 404
    assert Notice.objects.get(pk=told.pk).read_at is None
