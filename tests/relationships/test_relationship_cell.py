"""One cell alone: what closing its sheet brings back."""

from django.urls import reverse

from tests.asking import get
from tests.relationships.cells import place


def test_it_comes_as_part_and_without_htmx_on_its_page(cast, strategy):
    part = cast.layla.htmx.get(reverse("relationship", args=place(cast))).content.decode()
    assert part.startswith("<hx-partial") and "اپ «من»" in part
    page = reverse("matrix", args=[cast.team.pk, cast.canvas.pk])
    answer = get(cast.layla, "relationship", *place(cast))
    assert answer.url == f"{page}#cell-{cast.segments[0].pk}-self_service"


def test_outsider_does_not_find_it(cast, strategy):
    assert get(cast.sara, "relationship", *place(cast)).status_code == 404
    assert get(cast.amina, "relationship", *place(cast, segment=cast.other_segment.pk)).status_code == 404
    assert get(cast.amina, "relationship", *place(cast, "friendship")).status_code == 404
