"""Who is signed in, as Django asks it on every request: the session and its person in one query, put together once."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models.functions import Now

from accounts.models import Session, User
from record.compiled import compiled

KEPT = 2000  # sessions, of half a kilobyte, whose seal was checked last
# Of the session that was just read: Django asks for it next, by its id alone.
_came_along: ContextVar[User | None] = ContextVar("came_along", default=None)


@compiled
def sessions(key: str):
    return Session.objects.filter(session_key=key, expire_date__gt=Now()).select_related("person")


# Who reads a session by its key: `sessions`, or whoever asks for more along with it.
reader: ContextVar[Callable[[str], list[Session]]] = ContextVar("reader", default=sessions)


@compiled
def people(user: int):
    return User.objects.filter(pk=user)


class SessionStore(db.SessionStore):
    """The engine of `SESSION_ENGINE`."""

    def decode(self, session_data: str) -> dict:
        return json.loads(_opened(session_data))

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict) -> Session:
        row = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self) -> Session | None:
        for found in reader.get()(self.session_key):
            _came_along.set(found.person)
            return found
        self._session_key = None


@lru_cache(KEPT)
def _opened(sealed: str) -> str:
    """What a session holds, as JSON, which Django writes it as: its seal is checked once. Of one whose seal is broken,
    nothing."""
    return json.dumps(db.SessionStore().decode(sealed))


class Backend(AuthenticationBackend):
    """As allauth's: who may not sign in any more is nobody."""

    def get_user(self, user_id: int) -> User | None:
        known = _came_along.get()
        _came_along.set(None)
        found = [known] if known and known.pk == user_id else people(user_id)
        return next(filter(self.user_can_authenticate, found), None)
