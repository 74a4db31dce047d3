"""The order of short lists: each language's own alphabet, whatever the database's server knows of it."""

from accounts.text import fold

# In the letters that `fold` leaves, and Persian's own آ: each language has an order of its own.
ALPHABETS = {"fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "ar": "ابتثجحخدذرزسشصضطظعغفقکلمنهوی"}
SHOWN = {"ar": str.maketrans("کی", "كي")}  # a folded letter as the language writes it


def place_in_alphabet(name: str, language: str) -> tuple[list[tuple[int, str]], str]:
    """What sorts `name` by the alphabet of the language; Latin letters come before it, by their own."""
    letters = ALPHABETS.get(language)
    if letters is None:
        return [], fold(name)
    return [(letters.find(letter), letter) for letter in (_letter(sign, letters) for sign in name)], name


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
