"""A step of the set-up is skipped exactly when nothing has changed."""

import pytest
from steps import digest, step


@pytest.fixture
def counted(tmp_path):
    """A step that makes a file, and how often it did."""
    times, made = [], tmp_path / "made"

    def work():
        times.append(1)
        made.write_text("made")

    return times, lambda inputs: step("Step", tmp_path / "stamp", inputs, work, [made]), made


def test_step_is_done_once_for_the_same_inputs(counted):
    times, do, _ = counted
    assert do("a") is True
    assert do("a") is False
    assert len(times) == 1


def test_step_is_done_again_when_inputs_change_or_its_work_is_gone(counted):
    times, do, made = counted
    do("a")
    do("b")
    assert len(times) == 2
    made.unlink()
    do("b")
    assert len(times) == 3


def test_step_that_failed_is_tried_again(tmp_path, capsys):
    def fail():
        raise ValueError

    stamp = tmp_path / "stamp"
    stamp.write_text("before")
    with pytest.raises(ValueError):
        step("Step", stamp, "now", fail)
    assert not stamp.exists()
    assert "failed" in capsys.readouterr().out


def test_digest_sees_contents_names_and_missing_files(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    seen = {digest([one]), digest([one, other]), digest([one], "word")}
    other.write_text("")
    seen.add(digest([one, other]))
    one.write_text("2")
    seen.add(digest([one]))
    assert len(seen) == 5
