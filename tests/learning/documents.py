"""Any document at all, for Hypothesis: mixed directions, ZWNJ, line breaks, empty languages, markup, astral letters."""

from hypothesis import strategies as st

from learning.document import LANGUAGES, SHAPES, Shape
from learning.subjects import subjects

PIECES = (
    "می\u200cخواهیم", "کتاب\u200cها", "الْقَنَوات", "English", "۱۲٫۵٪", "١٢", "؟", "«", "»",
    "\n", "\n\n", "\r\n", "\u2028", " ", "  ", "\t", "\u202e", "\u2067", "\ufeff", "e\u0301", "👩\u200d👧",
    "<b>", "&amp;", "&", "]]>", "<!--", "[x](term:churn)", "**", "\\", '"', "'", "{}", "x" * 20,
)  # fmt: skip
KEYS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def text(longest: int) -> st.SearchStrategy[dict[str, str]]:
    said = st.one_of(
        st.just(""),
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30),
    ).map(lambda whole: whole[:longest])
    return st.fixed_dictionaries(dict.fromkeys(LANGUAGES, said))


def plain(name: str) -> st.SearchStrategy[object]:
    abouts = ["topic", *(subject.about for subject in subjects())]
    blocks = ["", *(subject.key for subject in subjects("block") if subject.takes_notes)]
    return {
        "slug": KEYS, "key": KEYS, "lesson": KEYS, "about": st.sampled_from(abouts), "block": st.sampled_from(blocks),
        "source_language": st.sampled_from(LANGUAGES), "position": st.integers(0, 1000), "minutes": st.integers(1, 240),
        "url": st.sampled_from(["", "https://example.com/?a=1&b=<2>#[x]", "http://example.com/%D9%85'\""]),
    }[name]  # fmt: skip


def documents(noun: str) -> st.SearchStrategy[dict]:
    return of_shape(SHAPES[noun])


def of_shape(shape: Shape) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {name: plain(name) for name in shape.plain}
        | {name: text(longest) for name, longest in shape.texts.items()}
        | {
            name: st.lists(of_shape(part), max_size=3, unique_by=lambda row, part=part: row[part.key])
            for name, part in shape.parts.items()
        }
    )
