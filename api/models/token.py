"""A personal token: lets a program act for one person, through the API and nowhere else."""

from __future__ import annotations

import hashlib
import secrets
import uuid
import zlib
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import ExpressionWrapper, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from api.scopes import Scope
from workspaces.models import Workspace

PREFIX = "boom_"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SECRET, CHECK = 33, 6  # letters: 196 bits that nobody can guess, and a sum that tells a slip of the pen
MOST = 40  # that work, for one person

COUNTED = """
    UPDATE api_token SET calls = CASE WHEN minute = %(minute)s THEN calls + 1 ELSE 1 END, minute = %(minute)s,
           used_at = %(now)s WHERE id = %(token)s RETURNING calls
"""


class TooManyTokens(Exception):
    """This person has MOST of them that work."""


def works_for(user: User) -> Q:
    """What `Token.state` calls "live", of somebody whose account is open."""
    return Q(revoked_at=None, expires_at__gt=timezone.now(), password_mark__in=marks_of(user))


def marks_of(user: User) -> list[str]:
    """Of their password, by the server's key and those before it that it keeps."""
    return [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]


class TokenQuerySet(models.QuerySet["Token"]):
    def of(self, user: User) -> TokenQuerySet:
        """Those that work before all that do no more, however new; each the newest first."""
        works = ExpressionWrapper(works_for(user), models.BooleanField())
        return self.filter(user=user).select_related("only_in").order_by(works.desc(), "-created_at", "-pk")

    @transaction.atomic
    def make(
        self, user: User, name: str, scopes: list[str], days: int, only_in: Workspace | None, request: uuid.UUID | None
    ) -> tuple[Token, str]:
        """A new token and its secret, of which only the digest is stored. The same `request` makes it once, and
        answers the same secret. Raises TooManyTokens."""
        secret, now = make_secret(user, request), timezone.now()
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one making of theirs at a time
        if before := self.filter(digest=digest_of(secret)).first():
            return before, secret
        if self.filter(works_for(user), user=user).count() >= MOST:
            raise TooManyTokens
        token = self.create(
            user=user, name=name, digest=digest_of(secret), ending=secret[-4:], scopes=scopes, only_in=only_in,
            password_mark=user.get_session_auth_hash(), created_at=now, expires_at=now + timedelta(days=days),
        )  # fmt: skip
        token.is_new = True
        return token, secret

    def by_secret(self, secret: str) -> Token | None:
        """Whether or not it still works; what can't be one is not looked up."""
        if not is_sound(secret):
            return None
        return self.select_related("user").filter(digest=digest_of(secret)).first()


def make_secret(user: User, request: uuid.UUID | None) -> str:
    """For a request that has a name it is made from that name with the server's secret: see Invitation's."""
    bits = secrets.token_bytes(32)
    if request:
        bits = salted_hmac("api token", f"{user.pk} {request}", algorithm="sha256").digest()
    body = letters(int.from_bytes(bits), SECRET)
    return PREFIX + body + check_of(body)


def is_sound(secret: str) -> bool:
    body = secret[len(PREFIX) : -CHECK]
    return len(body) == SECRET and secret == PREFIX + body + check_of(body)


def check_of(body: str) -> str:
    return letters(zlib.crc32(body.encode()), CHECK)


def letters(number: int, count: int) -> str:
    """The last so many digits of a number in base 62."""
    found = []
    for _place in range(count):
        number, digit = divmod(number, len(LETTERS))
        found.append(LETTERS[digit])
    return "".join(found)


def digest_of(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


class Token(models.Model):
    """Off the record, like sessions: it is its person's, whatever workspaces they are in. What is written through it
    is on the record, with its name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens", db_index=False)
    name = models.CharField(_("name"), max_length=80)
    digest = models.BinaryField(unique=True)
    ending = models.CharField(max_length=4, help_text="its last letters, to be known again by")
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    only_in = models.ForeignKey(Workspace, models.PROTECT, null=True, blank=True, related_name="+")
    password_mark = models.CharField(max_length=128, help_text="of the password it was made under")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    minute = models.BigIntegerField(default=0, editable=False, help_text="since 1970, in which `calls` were counted")
    calls = models.PositiveIntegerField(default=0, editable=False)

    is_new = False  # made by this very request, not by the first press of two

    objects = TokenQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"], name="token_of_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """ "live", or why it no longer works: "revoked", "expired", "password" (it was changed), "closed"."""
        if self.revoked_at:
            return "revoked"
        if self.expires_at <= timezone.now():
            return "expired"
        if not self.user.is_active:
            return "closed"
        known = any(constant_time_compare(self.password_mark, mark) for mark in marks_of(self.user))
        return "live" if known else "password"

    def revoke(self) -> None:
        """For ever, at once."""
        self.revoked_at = self.revoked_at or timezone.now()
        self.save(update_fields=["revoked_at"])

    def count(self, now: float) -> int:
        """Write down a call; answers how many there were in this minute, with this one."""
        values = {"minute": int(now // 60), "now": timezone.now(), "token": self.pk}
        with connection.cursor() as cursor:
            cursor.execute(COUNTED, values)
            return cursor.fetchone()[0]
