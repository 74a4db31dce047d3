"""The page of advice, and the part beside other pages: for every member, and nobody else."""

from decimal import Decimal

import pytest
from django.urls import reverse

from relationships.models import Dismissal, Threshold
from tests.asking import get, post, queries_of, read
from tests.cast import actor, add_segment
from tests.strategy import add_relationship

QUERIES = 13


def ids(cast) -> tuple[int, int]:
    return cast.team.pk, cast.canvas.pk


def page(person, cast, query: str = "", **kwargs) -> str:
    response = person.client.get(reverse("advice", args=ids(cast)) + query, **kwargs)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["layla", "kian", "dariush", "amina"])
def test_every_member_reads_it(cast, strategy, name):
    shown = page(getattr(cast, name), cast)
    assert 'id="finding-lonely-segment-segment-' in shown
    assert ("/advice/dismissal/" in shown) is (name in ("dariush", "amina"))


def test_outsiders_find_nothing_and_it_is_only_read(cast, strategy):
    assert get(cast.sara, "advice", *ids(cast)).status_code == 404
    assert post(cast.amina, "advice", *ids(cast)).status_code == 405


def test_an_empty_canvas_says_what_advice_needs(cast):
    for segment in cast.segments:
        segment.remove(segment.version, actor(cast.dariush))
    assert 'class="blank"' in page(cast.amina, cast)
    assert 'class="count"' not in page(cast.amina, cast, "?beside", headers={"HX-Request": "true"})


def test_a_tab_leads_to_it_from_every_page_of_the_canvas(cast):
    way = f'<a href="{reverse("advice", args=ids(cast))}"'
    assert way in read(get(cast.layla, "board", *ids(cast)))
    assert f'{way} aria-current="page"' in read(get(cast.layla, "advice", *ids(cast)))


def test_only_one_segment_s_advice(cast, strategy):
    first, second = (f"?segment={segment.pk}" for segment in cast.segments)
    assert "finding-lonely-segment" not in page(cast.dariush, cast, first)
    assert "finding-lonely-segment" in page(cast.dariush, cast, second)
    assert "finding-" in page(cast.dariush, cast, "?segment=nonsense"), "what can't be understood filters nothing"


def test_beside_another_page_it_is_a_part(cast, strategy):
    part = page(cast.dariush, cast, "?beside", headers={"HX-Request": "true"})
    assert part.startswith("<section") and "<html" not in part and 'class="count"' in part
    assert "<html" in page(cast.dariush, cast, "?beside"), "without htmx there is no page to stand beside"
    assert "<html" in page(cast.dariush, cast, headers={"HX-Request": "true"})


def test_an_archived_canvas_is_only_read(cast, strategy):
    cast.canvas.archive(actor(cast.amina))
    assert "/advice/dismissal/" not in page(cast.amina, cast)


def test_administrators_move_its_borders(cast, strategy):
    wanted = "finding-leaky-bucket"
    assert wanted not in page(cast.dariush, cast)
    Threshold.objects.create(key="lost_of_new", value=Decimal("0.4"))  # 600 lost, 1,500 new
    assert wanted in page(cast.dariush, cast)


def test_queries_do_not_grow_with_the_canvas(cast, strategy):
    before = queries_of(cast.dariush, "advice", *ids(cast))
    kinds = ("personal", "dedicated", "self_service", "automated", "communities", "social", "co_creation")
    for number in range(28):
        segment = add_segment(cast.canvas, cast.dariush, name=f"s{number}", customers=10, value=number)
        for kind in kinds:
            add_relationship(
                cast.canvas, segment, kind, cast.dariush, expected=2, fixed_cost=5,
                state="established" if number % 2 else "none", channels=["broadcast_channel"],
            )  # fmt: skip
    dismiss = Dismissal.objects.dismiss
    for segment in cast.canvas.segments.all()[:5]:
        dismiss(cast.canvas, actor(cast.amina), rule="gap", subject=f"segment-{segment.pk}", facts="1", reason="x")
    assert queries_of(cast.dariush, "advice", *ids(cast)) == before == QUERIES
