"""People: they sign in by e-mail, and read in their own language, calendar and digits."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FORGOTTEN = "@forgotten.invalid"  # ends the address of whoever is (forgetting.py); mails there go nowhere


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    class Language(models.TextChoices):
        FA = "fa", "فارسی"
        AR = "ar", "العربية"
        EN = "en", "English"

    class Calendar(models.TextChoices):
        JALALI = "jalali", _("Solar Hijri (Jalali)")
        GREGORIAN = "gregorian", _("Gregorian")

    class Digits(models.TextChoices):
        PERSIAN = "arabext", "۱۲۳"
        ARABIC = "arab", "١٢٣"
        LATIN = "latn", "123"

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    calendar = models.CharField(_("calendar"), max_length=10, choices=Calendar, blank=True)
    digits = models.CharField(_("digits"), max_length=8, choices=Digits, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(
        _("staff"), default=False, help_text=_("May open the administration pages.")
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        # Each edit asks which members of its team may not sign in any more; they are few.
        indexes = [models.Index(fields=["id"], condition=models.Q(is_active=False), name="user_gone")]

    def __str__(self) -> str:
        """The name others see; the part of the address before @ until there is one."""
        if self.email.endswith(FORGOTTEN):
            return gettext("Closed account")
        return self.name or self.email.partition("@")[0]

    @property
    def colour(self) -> int:
        """Which of the eight presence colours is this person's."""
        return self.pk % 8

    @property
    def initial(self) -> str:
        return str(self)[:1].upper()

    def revise(self, **chosen: str) -> None:
        """Take over what the person chose about themselves: name, language, calendar, digits, time_zone."""
        for field, value in chosen.items():
            setattr(self, field, value)
        self.save(update_fields=[*chosen])


class Session(AbstractBaseSession):
    """A browser that somebody is signed in with, or that is yet unknown; `person` stands in its data, too."""

    person = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    objects = BaseSessionManager()

    @classmethod
    def get_session_store_class(cls):
        from accounts.sessions import SessionStore

        return SessionStore
