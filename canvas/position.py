"""Where a row stands among its neighbours: a text key between theirs, compared byte by byte (COLLATE "C").

A key is a fraction in base 62 without its "0.", never ending in the lowest digit, so there is always room before it.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LONGEST = 40  # a list whose keys grew past this is spread out again


def between(low: str, high: str) -> str:
    """A key after `low` and before `high`; "" means the start for `low`, the end for `high`."""
    if high and low >= high:
        raise ValueError(f"{low!r} does not come before {high!r}")
    key = ""
    while True:
        at = len(key)
        floor = DIGITS.index(low[at]) if at < len(low) else 0
        ceiling = DIGITS.index(high[at]) if at < len(high) else len(DIGITS)
        if ceiling - floor > 1:
            return key + DIGITS[(floor + ceiling) // 2 if high else min(floor + 8, (floor + ceiling) // 2)]
        key += DIGITS[floor]
        if floor < ceiling:
            high = ""


def spread(count: int) -> list[str]:
    """`count` short keys in rising order with room between them, for a new or worn-out list."""
    width = 1
    while len(DIGITS) ** width < (count + 1) * 4:
        width += 1
    step = len(DIGITS) ** width // (count + 1)
    return [_key((i + 1) * step, width) for i in range(count)]


def _key(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, len(DIGITS))
        digits = DIGITS[rest] + digits
    return digits.rstrip("0") or DIGITS[1]
