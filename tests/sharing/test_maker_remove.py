"""Who made a share link is removed: it stays, unless whoever removes them ends it in the same act."""

import re

import pytest

from accounts.reading import Reading
from record.models import Change
from sharing.models import ShareLink
from tests.asking import get, post, read
from tests.cast import actor
from tests.sharing.links import CHOSEN, holder_of, look, make_link, shut
from workspaces.models import LastOwner
from workspaces.outliving import offers

KIND = "share_links"


@pytest.fixture
def dariush(cast):
    return cast.team.members.get(user=cast.dariush)


def lines(cast, since: int) -> list[str]:
    return list(Change.objects.of(cast.team.pk).after(since).values_list("verb", flat=True))


def head(cast) -> int:
    return Change.objects.of(cast.team.pk).newest_first()[0].seq


def test_it_stays_open(cast, dariush):
    link, token = make_link(cast)
    visitor = holder_of(token)
    dariush.remove(actor(cast.amina))
    assert look(visitor, link).status_code == 200


def test_it_is_ended_along_with_it_and_nobody_elses(cast, dariush):
    (link, token), _second = make_link(cast), make_link(cast)
    ShareLink.objects.make(cast.canvas, actor(cast.amina), **CHOSEN)
    visitor, since = holder_of(token), head(cast)
    dariush.remove(actor(cast.amina), ending=[KIND])
    assert look(visitor, link).status_code == 404
    assert [one.state for one in ShareLink.objects.order_by("pk")] == ["revoked", "revoked", "open"]
    assert lines(cast, since) == ["share_link.revoke", "share_link.revoke", "member.remove"]


def test_the_removal_asks_for_it_and_ends_them_unless_told_otherwise(cast, dariush):
    link, _token = make_link(cast)
    page = read(get(cast.amina, "members", cast.team.pk))
    (box,) = re.findall(r'<input type="checkbox" name="end"[^>]*>', page)
    assert f'value="{KIND}" checked' in box
    menu = page.index(f'id="out-{dariush.pk}"')
    assert menu < page.index(box) < page.index("</form>", menu), "it is his"
    assert 'name="end"' not in read(get(cast.layla, "members", cast.team.pk))
    assert post(cast.amina, "member_remove", cast.team.pk, dariush.pk, end=[KIND, "x"]).status_code == 302
    link.refresh_from_db()
    assert link.state == "revoked"


def test_links_of_an_archive_are_ended_and_what_ended_already_is_not_ended_again(cast, dariush):
    gone = [make_link(cast)[0] for _ in range(2)]
    shut(cast, gone[0], "expired")
    shut(cast, gone[1], "revoked")
    paused, _token = make_link(cast)
    shut(cast, paused, "archived")
    since = head(cast)
    assert offers(cast.team.pk).keys() == {cast.dariush.pk}
    dariush.remove(actor(cast.amina), ending=[KIND])
    assert lines(cast, since) == ["share_link.revoke", "member.remove"]
    paused.refresh_from_db()
    assert paused.state == "revoked" and not offers(cast.team.pk)


def test_both_or_neither(cast):
    link, _token = ShareLink.objects.make(cast.canvas, actor(cast.amina), **CHOSEN)
    with pytest.raises(LastOwner):
        cast.team.members.get(user=cast.amina).remove(actor(cast.amina), ending=[KIND])
    link.refresh_from_db()
    assert link.state == "open"


def test_who_leaves_ends_nothing(cast, dariush):
    link, _token = make_link(cast)
    dariush.leave(actor(cast.dariush))
    link.refresh_from_db()
    assert link.state == "open"


def test_what_is_offered_says_how_many(cast):
    for count, said in ((1, "۱ پیوند اشتراکی که ساخته"), (2, "۲ پیوند اشتراکی که ساخته")):
        make_link(cast)
        with Reading.of(cast.kian, "fa").active():
            assert said in offers(cast.team.pk)[cast.dariush.pk][0][1], count
    assert not offers(cast.elsewhere.pk)
