"""Which form an Arabic noun takes after a number; the same six as in the translations."""

ONE, TWO, FEW, MANY, OTHER = range(1, 6)


def arabic_form(n: int) -> int:
    """0 for none, ONE, TWO, FEW (3–10), MANY (11–99), OTHER (100–102); from 103 on the last three again."""
    if n < 3:
        return n
    if 3 <= n % 100 <= 10:
        return FEW
    return MANY if n % 100 > 10 else OTHER
