"""A server for others, set up as docs/running.md says, has nothing that Django's own list of dangers warns of."""

import os
import subprocess
import sys

SERVER = {
    "DATABASE_URL": "postgresql://boom@database/boom",  # nobody asks it anything
    "SECRET_KEY": "".join(map(chr, range(48, 122))),
    "ALLOWED_HOSTS": "boom.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://boom.example.org",
    "BEHIND_PROXY": "1",
}


def test_nothing_is_warned_of():
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    checked = subprocess.run(command, env=kept | SERVER, capture_output=True, text=True, timeout=120)
    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout
