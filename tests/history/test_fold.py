"""The canvas at any line of the record is the canvas as it was then."""

import pytest

from history.fold import state_at
from history.past import board_of
from tests.history.driving import Driver, head_of, picture_of


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_fold_at_every_line_is_the_board_of_that_time(cast, seed):
    driver = Driver(cast.canvas, cast.dariush, seed)
    driver.drive(120)
    assert len(driver.pictures) > 60
    for seq, picture in driver.pictures:
        assert picture_of(board_of(cast.canvas, state_at(cast.canvas, seq))) == picture, seq


def test_fold_is_one_query(cast, django_assert_num_queries):
    seq = head_of(cast.team.pk)
    with django_assert_num_queries(1):
        state_at(cast.canvas, seq)
