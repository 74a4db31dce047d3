"""The matrix of a past moment: as it was, to be read, from the same template as the live one."""

from tests.asking import get
from tests.cast import actor
from tests.history.driving import head_of


def past(cast, person=None, **query) -> str:
    answer = get(person or cast.layla, "past", cast.team.pk, cast.canvas.pk, data={"view": "matrix", **query})
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_as_it_was(cast, strategy):
    seq = head_of(cast.team.pk)
    strategy.relationship.revise(1, actor(cast.dariush), text="چیزی دیگر", state="planned")
    cast.segments[1].remove(cast.segments[1].version, actor(cast.dariush))
    then, now = past(cast, seq=seq), past(cast)
    assert "اپ «من»" in then and 'data-state="established"' in then and f'id="row-{cast.segments[1].pk}"' in then
    assert "چیزی دیگر" in now and f'id="row-{cast.segments[1].pk}"' not in now


def test_it_is_only_read_and_does_not_ask_again(cast, strategy):
    content = past(cast, cast.dariush)
    assert "/self_service/editor/" not in content and "data-fresh" not in content


def test_the_way_to_other_moments_stays_with_the_matrix(cast, strategy):
    content = past(cast, seq=head_of(cast.team.pk) - 1)
    assert content.count("?view=matrix&amp;seq=") >= 3
    assert "view=matrix" in content.partition('data-here="')[2].partition('"')[0]


def test_outsider_does_not_find_it(cast):
    assert get(cast.sara, "past", cast.team.pk, cast.canvas.pk, data={"view": "matrix"}).status_code == 404


def test_an_unknown_view_is_no_moment(cast):
    answer = get(cast.layla, "past", cast.team.pk, cast.canvas.pk, data={"view": "sideways"})
    assert answer.status_code == 422
