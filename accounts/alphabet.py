"""The order of lists: each language's own alphabet, whatever the database's server knows of it."""

from functools import cache

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Collate
from django.utils.translation import get_language

from accounts.text import fold

# In the letters that `fold` leaves, and Persian's own آ: each language has an order of its own.
ALPHABETS = {"fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "ar": "ابتثجحخدذرزسشصضطظعغفقکلمنهوی"}
SHOWN = {"ar": str.maketrans("کی", "كي")}  # a folded letter as the language writes it
FIRST_PLACE = 0xE000  # what letters become to be sorted: characters that nobody types, and that come after all others


def place_in_alphabet(name: str, language: str) -> tuple[str, str]:
    """What sorts `name` by the alphabet of the language; Latin letters come before it, by their own."""
    places = str.maketrans(*_places(language))
    return fold(name.translate(places)).translate(places), name


def alphabetical(name: str) -> Collate:
    """The column `name` for `order_by`: as `place_in_alphabet` has it, in the active language."""
    letters, places = map(Value, _places(get_language()))

    def placed(text: F | Func) -> Func:
        return Func(text, letters, places, function="translate", output_field=TextField())

    return Collate(placed(Func(placed(F(name)), function="boom_fold", output_field=TextField())), "C")


@cache
def _places(language: str) -> tuple[str, str]:
    """The letters of its alphabet, and what each becomes."""
    letters = ALPHABETS.get(language, "")
    return letters, "".join(chr(FIRST_PLACE + place) for place in range(len(letters)))


def initial(name: str, language: str) -> str:
    """The letter under which `name` stands in a list by the alphabet: «آ», «ك», "B"; "#" where it begins with none."""
    letters = ALPHABETS.get(language, "")
    for sign in name:
        letter = _letter(sign, letters)
        if letter.isalpha():
            return letter.upper().translate(SHOWN.get(language, {}))
    return "#"


def _letter(sign: str, letters: str) -> str:
    return sign if sign in letters else fold(sign) or " "
