"""Currencies beside amounts: $5, ۱۲٬۰۰۰ تومان, 5 ر.س. They are read off, and as figures are recorded without any, all
amounts of a table have to be in one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext as _

from accounts.numbers import ascii_number, write_number
from accounts.reading import Reading
from accounts.text import strip_bidi
from relationships.imports.table import Line

OWN = {  # each currency's own signs and names, «_» for a space
    "IRT": "IRT toman tomans تومان تومن ت",
    "IRR": "IRR ریال_ایران",
    "AFN": "AFN afghani ؋ افغانی أفغاني",
    "SAR": "SAR SR ر.س \u20c1 ريال_سعودي",
    "QAR": "QAR QR ر.ق ريال_قطري",
    "OMR": "OMR ر.ع ريال_عماني",
    "YER": "YER ر.ي ريال_يمني",
    "AED": "AED د.إ درهم_إماراتي",
    "MAD": "MAD د.م درهم_مغربي",
    "KWD": "KWD KD د.ك دينار_كويتي",
    "BHD": "BHD BD د.ب دينار_بحريني",
    "JOD": "JOD JD د.أ دينار_أردني",
    "IQD": "IQD د.ع دينار_عراقي",
    "DZD": "DZD DA د.ج دينار_جزائري",
    "TND": "TND DT د.ت دينار_تونسي",
    "LYD": "LYD LD د.ل دينار_ليبي",
    "EGP": "EGP L.E E£ ج.م جنيه_مصري",
    "SDG": "SDG ج.س جنيه_سوداني",
    "LBP": "LBP L.L ل.ل ليرة_لبنانية",
    "SYP": "SYP ل.س ليرة_سورية",
    "TRY": "TRY TL ₺ ليرة_تركية لیر لیر_ترکیه",
    "USD": "USD US$ دولار_أمريكي دلار_آمریکا",
    "CAD": "CAD CA$ C$ دولار_كندي دلار_کانادا",
    "AUD": "AUD A$ دولار_أسترالي دلار_استرالیا",
    "EUR": "EUR € euro euros يورو",
    "GBP": "GBP جنيه_إسترليني پوند",
    "CHF": "CHF",
    "INR": "INR ₹",
    "RUB": "RUB ₽",
}
SHARED = {  # what several of them are called
    "rial rials riyal riyals ريال ریال ﷼": "IRR SAR QAR OMR YER",
    "dirham dirhams Dh Dhs درهم": "AED MAD",
    "dinar dinars دينار": "KWD BHD JOD IQD DZD TND LYD",
    "جنيه": "EGP SDG GBP",
    "£ pound pounds": "GBP EGP SDG LBP SYP",
    "ليرة لیره": "LBP SYP TRY",
    "$ dollar dollars دولار دلار": "USD CAD AUD",
}
TENFOLD = frozenset({"IRT", "IRR"})  # a toman is ten rials, and amounts in either often go without its name

_AMOUNT = re.compile(r"(?P<before>\D*?)(?P<number>[+\-\u2212]?\d(?:.*\d)?)(?P<after>\D*)", re.DOTALL)
_NOTHING = re.compile("[\\s._\u0640]+")
_ALIKE = str.maketrans("يىكة", "ییکه")
_BARE = str.maketrans("أإآ", "ااا")


def _key(sign: str) -> str:
    return _NOTHING.sub("", strip_bidi(unicodedata.normalize("NFKC", sign))).lower().translate(_ALIKE)


def _by_sign() -> dict[str, frozenset[str]]:
    """Also as each is written without hamza: «د.ا» is the Emirates' or Jordan's."""
    found: dict[str, frozenset[str]] = {}
    for signs, codes in (*((signs, code) for code, signs in OWN.items()), *SHARED.items()):
        for key in {form for sign in signs.split() for form in (_key(sign), _key(sign).translate(_BARE))}:
            found[key] = found.get(key, frozenset()).union(codes.split())
    return found


_BY_SIGN = _by_sign()


@dataclass
class Amount:
    """One cell of money: what is written beside its number, and the currencies that it can stand for."""

    line: Line
    column: str
    sign: str
    means: frozenset[str]

    @property
    def lacks_one(self) -> bool:
        """Nothing is nothing in any currency, and what has other words is no amount at all."""
        text = ascii_number(self.line.cells[self.column])
        return not self.means and not any(map(str.isalpha, text)) and bool(re.search("[1-9]", text))


def read_off(lines: list[Line], columns: Iterable[str]) -> list[Amount]:
    """The cells of these columns, of which the number alone is left in its line; before them what headings say, which
    goes for the cells under them that say nothing."""
    found = [_heading(lines[0].above, column) for column in lines[0].above.cells] if lines else []
    said = {amount.column: amount for amount in found}
    for line, column in product(lines, columns):
        if text := line.cells.get(column, ""):
            line.cells[column], sign, means = _split(text)
            if not means and column in said:
                sign, means = said[column].sign, said[column].means
            found.append(Amount(line, column, sign, means))
    return found


def _heading(above: Line, column: str) -> Amount:
    return Amount(above, column, above.cells[column], _BY_SIGN[_key(above.cells[column])])


def is_currency(text: str) -> bool:
    return _key(text) in _BY_SIGN


def _split(text: str) -> tuple[str, str, frozenset[str]]:
    """A point that touches the number may be its own («$.5»): such a text stays whole, as one of unknown words does."""
    match = _AMOUNT.fullmatch(text)
    if not match or match["before"].endswith(tuple(".,٫٬")):
        return text, "", frozenset()
    signs = [sign for sign in (match["before"], match["after"]) if _key(sign)]
    means = [_BY_SIGN.get(_key(sign), frozenset()) for sign in signs]
    if not means or not frozenset.intersection(*means):
        return text, "", frozenset()
    return match["number"], strip_bidi(" ".join(signs)).strip(), frozenset.intersection(*means)


def at_odds(amounts: list[Amount]) -> Iterator[tuple[Amount, str]]:
    """Those that can't be in the currency of the amounts above them, or don't say in which they are where that can't
    be guessed; each with why."""
    common, first = frozenset(), None
    for amount in amounts:
        if first and amount.means and not common & amount.means:
            yield amount, _two(amount, first)
        elif amount.means:
            common, first = (common & amount.means if first else amount.means), first or amount
    for amount in amounts:
        if first and common & TENFOLD and amount.lacks_one:
            yield amount, _unsaid(first)


def _two(amount: Amount, first: Amount) -> str:
    says = _(
        "This is in “{this}”, and line {n} in “{that}”. Nothing is converted here: write all amounts in one currency."
    )
    line = write_number(first.line.number, Reading.current())
    return says.format(this=amount.sign, that=first.sign, n=line)


def _unsaid(first: Amount) -> str:
    says = _(
        "Other amounts are in “{sign}”, this one does not say in what. Write the currency beside each of them or none."
    )
    return says.format(sign=first.sign)
