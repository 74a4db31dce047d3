"""Queries that every edit makes: put together, and planned by the database, once instead of each time.

Putting a query's SQL together costs Django several times what asking the database does; docs/decisions/ has the
figures. For the few hot queries only: everything else is an ordinary queryset.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import signature
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL

from record.trip import Statement, ask

SLOT = 2**62  # stands for the first value while the SQL is put together; no row has such a number
Value = int | str | list[int] | list[str]


def compiled(build: Callable[..., models.QuerySet]) -> Callable[..., list]:
    """From a function that makes a queryset, one that answers its rows.

    The values it takes are whole numbers or texts that the queryset only compares with; a list of them where it
    compares with `__among`. Rows come as the queryset gives them (models with select_related, or values), but
    nothing is prefetched. `rows.along(*values)` is the same question, to be asked in one trip with others.
    """
    slots = range(SLOT, SLOT + len(signature(build).parameters))

    def query() -> _Compiled:
        connection = connections[DEFAULT_DB_ALIAS]  # this thread's
        made = vars(connection).setdefault("boom_compiled", {})
        if (known := made.get(build)) is None:
            known = made[build] = _Compiled(build(*slots), connection)
        return known

    @wraps(build)
    def rows(*values: Value) -> list:
        return query().rows(values)

    rows.build = build
    rows.along = lambda *values: Along(query(), values)
    return rows


def beside(first: Callable[..., list], second: Callable[..., list], column: str) -> Callable[[tuple, tuple], list]:
    """From two compiled queries, one that asks both at once: the rows of the first, in any order, each with that of the
    second whose first value is the first's `column`, or None. It takes the values of the first, and
    the others of the second."""
    slots = [range(SLOT, SLOT + len(signature(each.build).parameters)) for each in (first, second)]

    def query() -> _Beside:
        connection = connections[DEFAULT_DB_ALIAS]
        made = vars(connection).setdefault("boom_compiled", {})
        if (known := made.get((first, second))) is None:
            value = RawSQL(f'asked."{column}"', ())  # noqa: S611  (a name of ours)
            pair = first.build(*slots[0]), second.build(value, *slots[1][:-1])
            known = made[first, second] = _Beside(*(_Compiled(each, connection) for each in pair))
        return known

    return lambda *values: query().rows(*values)


class Along:
    """A compiled query with its values: the statement to send, and what its rows are."""

    def __init__(self, query: "_Compiled", values: tuple[Value, ...]):
        self.statement, self.read = Statement(query.sql, query.given(values)), query.read


@models.Field.register_lookup
class Among(models.Lookup):
    """As `__in`, with the list as one parameter, so that the SQL is the same for lists of any length."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, self.rhs]


class _Compiled:
    """One queryset, for one thread's connection. Its compiler is kept, and so is what makes its rows of the columns:
    an iterator without end, which goes on with what was `fetched` last."""

    def __init__(self, queryset: models.QuerySet, connection):
        self.queryset = queryset
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = compiler.as_sql()
        self.places = [_place(parameter) for parameter in self.parameters]
        self.fetched: list[tuple] = []
        columns = [column for column, *_ in compiler.select]
        self.width = len(columns)
        converters, composite = compiler.get_converters(columns), compiler.has_composite_fields(columns)
        compiler.get_converters = lambda columns: converters
        compiler.has_composite_fields = lambda columns: composite
        compiler.execute_sql = lambda *args, **kwargs: iter(lambda: self.fetched, None)
        queryset.query.get_compiler = lambda *args, **kwargs: compiler
        self.made = self._making()

    def _making(self) -> Iterator:
        return iter(self.queryset._iterable_class(self.queryset))

    def rows(self, values: tuple[Value, ...]) -> list:
        return self.read(ask(self.sql, self.given(values)))

    def given(self, values: tuple[Value, ...]) -> list[Value]:
        """The parameters of the SQL."""
        both = zip(self.parameters, self.places, strict=True)
        return [value if at is None else _within(values[at]) for value, at in both]

    def read(self, fetched: list[tuple]) -> list:
        self.fetched = fetched
        try:
            return list(islice(self.made, len(fetched)))
        except BaseException:  # it has ended with that
            self.made = self._making()
            raise


class _Beside:
    """Two of them, whose columns stand side by side."""

    def __init__(self, first: _Compiled, second: _Compiled):
        self.both = first, second
        self.sql = f"SELECT * FROM ({first.sql}) asked LEFT JOIN LATERAL ({second.sql}) beside ON TRUE"  # noqa: S608

    def rows(self, *values: tuple[Value, ...]) -> list[tuple]:
        given = [each.given(its) for each, its in zip(self.both, values, strict=True)]
        return [self._read(row) for row in ask(self.sql, given[0] + given[1])]

    def _read(self, row: tuple) -> tuple:
        first, second = self.both
        theirs = row[first.width :]
        (found,) = first.read([row[: first.width]])
        return found, second.read([theirs])[0] if any(value is not None for value in theirs) else None


def _within(value: Value) -> Value:
    """The database's whole numbers end somewhere; beyond that there is as little as at SLOT."""
    if type(value) is list:
        return [_within(each) for each in value]
    return SLOT if type(value) is int and value > SLOT else value


def _place(parameter: object) -> int | None:
    """Which of the values belongs here; None for a parameter that is always the same."""
    number = int(parameter) if isinstance(parameter, str) and parameter.isdecimal() else parameter
    return number - SLOT if isinstance(number, int) and number >= SLOT else None
