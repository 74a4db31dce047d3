"""Queries that every edit makes: put together, and planned by the database, once instead of each time.

Putting a query's SQL together costs Django several times what asking the database does; docs/decisions/ has the
figures. For the few hot queries only: everything else is an ordinary queryset.
"""

from collections.abc import Callable
from functools import wraps
from inspect import signature

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, models

SLOT = 2**62  # stands for the first value while the SQL is put together; no row has such a number
Value = int | str | list[int] | list[str]


def compiled(build: Callable[..., models.QuerySet]) -> Callable[..., list]:
    """From a function that makes a queryset, one that answers its rows.

    The values it takes are whole numbers or texts that the queryset only compares with; a list of them where it
    compares with `__among`. Rows come as the queryset gives them (models with select_related, or values), but
    nothing is prefetched. `ending` is a statement to carry out after it, in the same trip.
    """
    slots = range(SLOT, SLOT + len(signature(build).parameters))

    @wraps(build)
    def rows(*values: Value, ending: str = "") -> list:
        connection = connections[DEFAULT_DB_ALIAS]  # this thread's
        made = vars(connection).setdefault("boom_compiled", {})
        if (query := made.get(build)) is None:
            query = made[build] = _Compiled(build(*slots), connection)
        return query.rows(values, ending)

    return rows


@models.Field.register_lookup
class Among(models.Lookup):
    """As `__in`, with the list as one parameter, so that the SQL is the same for lists of any length."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, self.rhs]


class _Compiled:
    """One queryset, for one thread's connection. Its compiler is kept, and made to fetch by `_fetch`."""

    def __init__(self, queryset: models.QuerySet, connection):
        self.queryset, self.connection = queryset, connection
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = compiler.as_sql()
        self.places = [_place(parameter) for parameter in self.parameters]
        self.values: tuple[Value, ...] = ()
        self.ending = ""
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda columns: converters
        compiler.execute_sql = self._fetch
        queryset.query.get_compiler = lambda *args, **kwargs: compiler

    def rows(self, values: tuple[Value, ...], ending: str) -> list:
        self.values, self.ending = values, ending
        return list(self.queryset._iterable_class(self.queryset))

    def _fetch(self, *args, **kwargs) -> list[list[tuple]]:
        given = zip(self.parameters, self.places, strict=True)
        values = [value if at is None else self.values[at] for value, at in given]
        self.connection.ensure_connection()
        if self.ending or self.connection.queries_logged or not settings.PREPARE_QUERIES:
            with self.connection.cursor() as cursor:
                cursor.execute(f"{self.sql}; {self.ending}" if self.ending else self.sql, values)
                return [cursor.fetchall()]
        with self.connection.wrap_database_errors, psycopg.Cursor(self.connection.connection) as cursor:
            return [cursor.execute(self.sql, values, prepare=True).fetchall()]


def _place(parameter: object) -> int | None:
    """Which of the values belongs here; None for a parameter that is always the same."""
    number = int(parameter) if isinstance(parameter, str) and parameter.isdecimal() else parameter
    return number - SLOT if isinstance(number, int) and number >= SLOT else None
