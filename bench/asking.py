"""What the queries of a page take in the server, whichever page is asked for."""

import statistics
import time
from collections.abc import Callable

TIMES, WARM_UP = 40, 3

Asked = Callable[[], object]


def signed_in(user_id: int):
    from django.test import Client

    from accounts.models import User

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(pk=user_id))
    return client


def in_database(ask: Asked) -> dict[str, float]:
    """What the page's queries take in the server, planned and run, and the whole page from request to answer."""
    asked, pages = [], []
    for _ in range(WARM_UP + TIMES):
        began = time.perf_counter()
        statements = statements_of(ask)
        pages.append((time.perf_counter() - began) * 1000)
        asked.append(sum(cost_of(*statement) for statement in statements))
    asked, pages = asked[WARM_UP:], pages[WARM_UP:]
    return {
        "p50_ms": round(statistics.median(asked), 2),
        "max_ms": round(max(asked), 2),
        "queries": len(statements),
        "page_p50_ms": round(statistics.median(pages), 1),
    }


def statements_of(ask: Asked) -> list[tuple[str, object]]:
    """The queries that it sends."""
    from django.db import connection

    sent: list[tuple[str, object]] = []

    def noted(execute, sql, parameters, many, context):
        sent.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(noted):
        ask()
    return sent


def cost_of(sql: str, parameters: object) -> float:
    """Milliseconds of planning and running it by the server's clock: the best of three, for others work here too."""
    from django.db import connection

    costs = []
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", parameters)
            (plan,) = cursor.fetchone()[0]
            costs.append(plan["Planning Time"] + plan["Execution Time"])
    return min(costs)
