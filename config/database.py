"""Which database Boom speaks to, and as whom. Nothing outside this file and `config/embedded` knows.

Two roles, so that the record cannot be rewritten by the program that writes it: the running
application connects as one that owns nothing; the owner of the tables migrates and loads.

A server of your own: DATABASE_URL names the running application's role, DATABASE_OWNER_URL the owner's
(only needed with BOOM_AS=owner: `manage.py migrate` and the loading commands set that themselves).
With DATABASE_URL unset, a PostgreSQL of Boom's own runs in the folder that BOOM_DATA names.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from config.readers import database, on, text


class NoDatabase(Exception):
    """The database that the environment asks for cannot be had; the message says why and what to do."""


@dataclass(frozen=True)
class Urls:
    """One database as its two roles see it. `owner` is empty when the environment does not give it."""

    runtime: str
    owner: str


@cache
def urls() -> Urls:
    """The URLs of the database, whose embedded server runs from now until this process has ended.

    Raises NoDatabase.
    """
    if runtime := database("DATABASE_URL"):
        return _given_urls(runtime, database("DATABASE_OWNER_URL"))
    from config.embedded import DATABASE, OWNER, RUNTIME, share_server

    host = quote(str(share_server(data_folder())), safe="")
    return Urls(*(f"postgresql://{role}@{host}/{DATABASE}" for role in (RUNTIME, OWNER)))


def _given_urls(runtime: str, owner: str) -> Urls:
    if on("BOOM_LOCAL"):
        raise NoDatabase("BOOM_LOCAL=1 lets demo people in; it is refused beside DATABASE_URL. Unset one.")
    if text("BOOM_AS") == "owner" and not owner:
        raise NoDatabase("Set DATABASE_OWNER_URL: the role that owns the tables migrates and loads.")
    return Urls(runtime, owner)


def data_folder() -> Path:
    """Where the embedded database keeps its data: BOOM_DATA, else the user's data folder.

    For root it lies outside every home, because the database's own system user must reach it.
    """
    chosen = text("BOOM_DATA")
    if os.geteuid() == 0 and not chosen:
        return Path("/var/lib/boom")
    try:
        if chosen:
            return Path(chosen).expanduser().absolute()
        return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "boom"
    except RuntimeError as error:
        whose = f"Nobody has the home folder of {chosen}" if chosen else "You have no home folder"
        raise NoDatabase(f"{whose}. Set BOOM_DATA to a folder you can write to.") from error
