"""A variable that can't be used is named, with what it must be; of a secret nothing is shown."""

import os
import re
import subprocess
import sys

import prepare
import pytest
from steps import ROOT

from config.readers import WrongVariable

SERVER = {
    "DATABASE_URL": "postgresql://boom:s%40fe@db.example.org:5432/boom?sslmode=require",
    "SECRET_KEY": "kept",
    "ALLOWED_HOSTS": "boom.example.org, .example.org,[::1]",
    "CSRF_TRUSTED_ORIGINS": "https://boom.example.org,https://*.example.org:8443",
    "SITE_URL": "https://boom.example.org/",
    "BEHIND_PROXY": "yes",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_SECURITY": "TLS",
    "TIME_ZONE": "Asia/Tehran",
    "LOG_LEVEL": "info",
    "DB_POOL": "",
}
WRONG = {
    "DB_POOL": ["viele", "0", "-1", "۱۲", "1_2"],
    "TIME_ZONE": ["Tehran", "Asia", "../UTC"],
    "BOOM_PROCESSES": ["zwei", "0"],
    "BOOM_THREADS": ["8.0"],
    "PORT": ["http", "0", "65536", "80 00"],
    "BEHIND_PROXY": ["ja"],
    "BOOM_WORKER": ["none"],
    "LOG_LEVEL": ["loud"],
    "EMAIL_PORT": ["smtp"],
    "EMAIL_SECURITY": ["ssl"],
    "EMAIL_HOST": ["mail.example.org:587", "smtp://mail.example.org"],
    "DEFAULT_FROM_EMAIL": ["Boom", "Boom <boom at example.org>"],
    "SITE_URL": ["boom.example.org", "https://boom.example.org/app"],
    "ALLOWED_HOSTS": ["https://boom.example.org", "boom.example.org:443", "*.example.org", "بوم.example"],
    "CSRF_TRUSTED_ORIGINS": ["boom.example.org", "https://boom.example.org/"],
    "SESSION_COOKIE_NAME": ["my session"],
    "SECRET_KEY": [""],
}
WRONG_DATABASES = [
    "boom",
    "mysql://boom:s3cret@db/boom",
    "postgresql://boom:s3cret@db",
    "postgresql://boom:s3cret@db:port/boom",
    "postgresql://boom:s3cret#1@db/boom",
    "postgresql://boom:s3cret/1@db/boom",
    "postgresql://boom:s3cret@1@db/boom",
    "postgresql://boom:s3cret%1@db/boom",
]


def read(asks: str = "", **variables: str) -> subprocess.CompletedProcess:
    """What a process says that reads all variables, on a machine where no others are set."""
    words = [sys.executable, "-c", f"from config import variables as v; {asks}"]
    return subprocess.run(words, cwd=ROOT, env={"PATH": os.environ["PATH"]} | variables, capture_output=True, text=True)


def refusal(**variables: str) -> str:
    said = read(**variables)
    assert said.returncode, f"{variables} is taken"
    return said.stderr.strip().splitlines()[-1].removeprefix("config.readers.WrongVariable: ")


def test_what_the_guide_asks_for_is_taken_and_empty_is_as_not_there():
    asks = "print(v.BEHIND_PROXY, v.EMAIL_SECURITY, v.LOG_LEVEL, v.DB_POOL, v.ALLOWED_HOSTS, v.WORKS, v.LOCAL)"
    said = read(asks, **SERVER)
    assert said.stdout.strip() == "True tls INFO 12 ['boom.example.org', '.example.org', '[::1]'] True False"


def test_nothing_need_be_set():
    assert read("print(v.PORT, v.ALLOWED_HOSTS[0], v.TIME_ZONE)").stdout.split() == ["8000", "localhost", "UTC"]


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_wrong_one_is_named_with_what_it_must_be(name, value):
    said = refusal(**SERVER | {name: value})
    assert name in said and "must be" in said
    assert (repr(value) in said) == bool(value)


def test_names_that_browsers_may_use_must_be_given_where_nobody_debugs():
    assert refusal(**SERVER | {"ALLOWED_HOSTS": ""}).startswith("ALLOWED_HOSTS is not set")
    assert read(**SERVER | {"ALLOWED_HOSTS": "", "DEBUG": "1"}).returncode == 0


@pytest.mark.parametrize("name", ["DATABASE_OWNER_URL", "DATABASE_LISTEN_URL", "BEHIND_PROXY"])
def test_server_for_others_is_no_demo_for_want_of_its_database(name):
    assert refusal(**{name: SERVER.get(name, SERVER["DATABASE_URL"])}).startswith("DATABASE_URL is not set")
    assert read(BEHIND_PROXY="0").returncode == 0


def test_name_that_is_nearly_one_of_ours_is_told():
    asks = "from config.readers import misspelled; print(sorted(misspelled()))"
    said = read(asks, TIMEZONE="UTC", BOOM_PROCESES="2", EMAIL_HOST="mail.example.org", BOOM_PORT="tcp://10.0.0.1:80")
    assert said.stdout.strip() == "[('BOOM_PROCESES', 'BOOM_PROCESSES'), ('TIMEZONE', 'TIME_ZONE')]"


@pytest.mark.parametrize("url", WRONG_DATABASES)
@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_LISTEN_URL"])
def test_address_of_a_database_is_named_and_not_shown(name, url):
    said = refusal(**SERVER | {name: url})
    assert said.startswith(f"{name} can't be used; it must be postgresql://")
    assert "s3cret" not in said


@pytest.mark.parametrize("command", [["bin/launch.py", "run"], ["bin/serve.py", "8123"], ["manage.py", "check"]])
def test_whatever_starts_says_it_in_one_sentence(command):
    env = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "DB_POOL": "viele", "PORT": "http"}
    said = subprocess.run([sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert said.returncode == 1
    assert said.stderr.strip() == "DB_POOL is 'viele'; it must be a number from 1 to 1000."


def test_set_up_says_it_without_a_traceback(monkeypatch, capsys):
    def wrong():
        raise WrongVariable("DB_POOL is 'viele'")

    monkeypatch.setitem(prepare.PARTS, "assets", wrong)
    with pytest.raises(SystemExit, match="DB_POOL is 'viele'"):
        prepare.main(["assets"])
    assert capsys.readouterr().err == ""


def test_the_guide_names_every_variable():
    guide = (ROOT / "docs/running.md").read_text()
    names = re.findall(r'\("([A-Z_]+)"', (ROOT / "config/variables.py").read_text())
    assert len(names) > 25
    assert [name for name in names if f"`{name}`" not in guide] == []
