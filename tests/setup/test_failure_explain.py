"""What fails is said with what to do about it. The outputs are the tools' own."""

import errno
import os
import stat

import launch
import pytest
from steps import SetupFailed, explain, run_program

OUTPUTS = {
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "disk is full",
    "NewConnectionError('<HTTPSConnection>: Failed to establish a new connection: [Errno -3] "
    "Temporary failure in name resolution')": "network cannot be reached",
    "npm error code EAI_AGAIN\nnpm error syscall getaddrinfo": "network cannot be reached",
    "The virtual environment was not created because ensurepip is not available.": "python3-venv",
    "/usr/bin/python3: No module named venv": "python3-venv",
    "/srv/boom/.venv/bin/python: No module named ensurepip": "python3-venv",
    'connection to server at "127.0.0.1", port 1 failed: Connection refused': "does not let Boom in",
    'FATAL:  password authentication failed for user "boom"': "does not let Boom in",
    "failed to resolve host 'db.invalid': [Errno -2] Name or service not known": "does not let Boom in",
    'connection is bad: invalid sslmode value: "loud"': "does not let Boom in",
    'invalid URI query parameter: "nosuch"': "does not let Boom in",
    "permission denied for schema public\nLINE 1: CREATE TABLE": "role of DATABASE_OWNER_URL",
    'permission denied to create extension "pg_trgm"': "role of DATABASE_OWNER_URL",
    "npm error code EACCES": "cannot be written to",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": "not what was locked",
}


@pytest.mark.parametrize(("output", "hint"), OUTPUTS.items())
def test_known_trouble_gets_its_hint(output, hint):
    assert hint in explain("Installing", output).splitlines()[-1]


def test_unknown_trouble_shows_what_was_said_last():
    said = "\n".join(f"line {number}" for number in range(20))
    explained = explain("Installing", said)
    assert explained.startswith("Installing failed.")
    assert "line 19" in explained and "line 11" not in explained


def test_long_lines_of_what_was_said_are_cut():
    explained = explain("Starting", f"Errors: {'[Errno 28] No space left on device, ' * 500}")
    assert "disk is full" in explained.splitlines()[-1]
    assert max(map(len, explained.splitlines())) < 320


def test_program_that_fails_or_is_missing_is_named():
    with pytest.raises(SetupFailed, match="(?s)Listing failed.*No such file"):
        run_program("Listing", ["ls", "/no/such/folder"])
    with pytest.raises(SetupFailed, match="Looking failed.*no-such-program"):
        run_program("Looking", ["no-such-program"])


def test_data_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupFailed, match=r"file/data cannot be used: Not a directory.*BOOM_DATA="):
        launch.writable(tmp_path / "file/data")


def test_data_folder_that_root_makes_lets_the_databases_own_user_through(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    before = os.umask(0o077)
    try:
        made = launch.writable(tmp_path / "boom/data")
    finally:
        os.umask(before)
    assert [stat.filemode(folder.stat().st_mode) for folder in (made, made.parent)] == ["drwxr-xr-x"] * 2


def test_full_disk_is_said_with_what_is_left():
    def fill(arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(SystemExit, match=r"The disk is full \(\d+ MB left"):
        launch.main(fill, [])


@pytest.mark.parametrize("why", [errno.EACCES, errno.EROFS])
def test_folder_of_another_users_is_said_with_whose_it_should_be(why):
    def write(arguments):
        raise OSError(why, os.strerror(why), "/srv/boom/.venv.lock")

    with pytest.raises(SystemExit, match=r"/srv/boom/\.venv\.lock'\nNothing can be written there.*by the user whose"):
        launch.main(write, [])


def test_what_nobody_knows_words_for_is_shown_as_it_is():
    def fail(arguments):
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        launch.main(fail, [])
