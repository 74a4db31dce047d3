"""The browser tests get a Chromium that starts, or bin/test fails with a clear sentence."""

import pytest
from steps import SetupFailed, chromium


def program(folder, name: str, status: int = 0) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def nowhere_else(tmp_path, monkeypatch):
    """A PATH with nothing on it but what the test puts there, and downloads that bring nothing."""
    told = f"Chrome Headless Shell 159.0 (playwright v1255)\n  Install location:    {tmp_path}/cache/shell-1255\n"
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BOOM_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "run_program", lambda what, words, env=None: told)
    return tmp_path


def test_first_chromium_on_the_path_that_starts_is_taken(nowhere_else):
    program(nowhere_else, "chromium", status=127)
    works = program(nowhere_else, "google-chrome")
    assert chromium.find_chromium() == works


def test_shell_is_taken_before_a_whole_browser(nowhere_else):
    program(nowhere_else, "chromium")
    shell = program(nowhere_else, "chromium-headless-shell")
    assert chromium.find_chromium() == shell


def test_chosen_chromium_is_taken_and_must_start(nowhere_else, monkeypatch):
    program(nowhere_else, "chromium")
    chosen = program(nowhere_else, "mine")
    monkeypatch.setenv("BOOM_CHROMIUM", chosen)
    assert chromium.find_chromium() == chosen
    monkeypatch.setenv("BOOM_CHROMIUM", "/no/such/browser")
    with pytest.raises(SetupFailed, match="/no/such/browser, which does not start"):
        chromium.find_chromium()


@pytest.mark.parametrize("name", ["chrome-headless-shell-linux64/chrome-headless-shell", "chrome-linux/headless_shell"])
def test_playwrights_shell_is_taken_when_it_is_there(nowhere_else, name):
    folder = (nowhere_else / "cache/shell-1255" / name).parent
    folder.mkdir(parents=True)
    program(folder, "LICENSE")
    downloaded = program(nowhere_else / "cache/shell-1255", name)
    assert chromium.find_chromium() == downloaded


@pytest.mark.parametrize("package", ["chromium-headless-shell", "chromium"])
def test_system_is_asked_for_the_shell_and_then_for_the_browser(nowhere_else, monkeypatch, package):
    told, asked = chromium.run_program, []

    def install(what, words, env=None):
        if words[-2:-1] == ["install"]:
            asked.append(words[-1])
            if words[-1] == package:
                program(nowhere_else, package)
        return told(what, words, env)

    program(nowhere_else, "apt-get")
    monkeypatch.setattr(chromium, "run_program", install)
    assert chromium.find_chromium() == str(nowhere_else / package)
    assert asked == ["chromium-headless-shell", "chromium"][: len(asked)] and asked[-1] == package


def test_no_chromium_is_a_clear_failure(nowhere_else):
    program(nowhere_else, "apt-get")
    with pytest.raises(SetupFailed, match=r"(?s)No Chromium for the browser tests.*Install.*BOOM_CHROMIUM="):
        chromium.find_chromium()
