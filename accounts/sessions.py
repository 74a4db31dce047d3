"""Who is signed in, as Django asks it on every request, with both queries put together once."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from accounts.models import User
from record.compiled import compiled


@compiled
def sessions(key: str):
    return Session.objects.filter(session_key=key, expire_date__gt=Now())


@compiled
def people(user: int):
    return User.objects.filter(pk=user)


class SessionStore(db.SessionStore):
    """The engine of `SESSION_ENGINE`."""

    def _get_session_from_db(self) -> Session | None:
        for found in sessions(self.session_key):
            return found
        self._session_key = None


class Backend(AuthenticationBackend):
    """As allauth's: who may not sign in any more is nobody."""

    def get_user(self, user_id: int) -> User | None:
        return next(filter(self.user_can_authenticate, people(user_id)), None)
