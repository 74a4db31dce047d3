"""Two parts of the set-up at once: what is said can be read, and what fails is said and fails the whole."""

import sys

import pytest
from steps import SetupFailed, beside, packages, showing

SAYS = [sys.executable, "-c", "print('• Aside … 0.1 s')"]
FAILS = [sys.executable, "-c", "import sys; sys.exit('It failed, for this reason.')"]


def test_what_runs_beside_is_said_after_the_line_that_is_under_way(capfd):
    with beside(SAYS), showing("In front"):
        pass
    first, second = capfd.readouterr().out.splitlines()
    assert first.startswith("• In front … ") and first.endswith(" s")
    assert second == "• Aside … 0.1 s"


def test_what_fails_beside_is_said_and_ends_the_set_up(capfd):
    with pytest.raises(SystemExit) as ended, beside(FAILS), showing("In front"):
        pass
    assert ended.value.code == 1
    assert "It failed, for this reason." in capfd.readouterr().out


def test_what_fails_in_front_is_what_one_hears_of_and_nothing_goes_on_behind(tmp_path):
    done = tmp_path / "done"
    slowly = [sys.executable, "-c", f"import time; time.sleep(0.2); open({str(done)!r}, 'w')"]
    with pytest.raises(SetupFailed, match="in front"), beside(slowly):
        raise SetupFailed("in front")
    assert done.exists()


@pytest.mark.parametrize(
    ("own_npm", "there", "aside"), [(True, False, True), (False, False, False), (True, True, False)]
)
def test_npm_packages_come_beside_pythons_where_the_machine_has_npm(monkeypatch, own_npm, there, aside):
    begun = []

    def note(words):
        begun.append(words[-1])
        return beside(SAYS)

    monkeypatch.setattr(packages, "beside", note)
    monkeypatch.setattr(packages, "ensure_venv", lambda: None)
    monkeypatch.setattr(packages, "has_npm_packages", lambda: there)
    monkeypatch.setattr(packages, "machine_npm", lambda: "/usr/bin/npm" if own_npm else None)
    monkeypatch.setattr(packages, "install_requirements", lambda title, names: begun.append(title))
    monkeypatch.setattr(packages, "install_npm_packages", lambda: begun.append("npm packages"))
    packages.install_packages(dev=False)
    assert begun == (["npm", "Python packages"] if aside else ["Python packages", "npm packages"])
