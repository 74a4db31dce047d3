"""The editor of the examples' texts marks what is wrong."""

import pytest

from tests.spelling import faults_of


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("fa", "مشتري", "an Arabic letter"),
        ("fa", "شبكه", "an Arabic letter"),
        ("fa", "خانة", "an Arabic letter"),
        ("fa", "مشتری می رود", "a prefix cut off its verb"),
        ("fa", "نمی ماند", "a prefix cut off its verb"),
        ("fa", "کتاب ها", "a plural cut off its noun"),
        ("fa", "ارزان تر", "a suffix cut off its word"),
        ("fa", "این\u200cجا", "a word spelt two ways"),
        ("fa", "خانه\u200cی ما", "a word spelt two ways"),
        ("fa", "٤٠ فروشگاه", "a digit of another script"),
        ("fa", "مشتری\u200c رفت", "a joiner that joins nothing"),
        ("ar", "الى السوق", "a hamza left out"),
        ("ar", "العملاء یغادرون", "a Persian letter"),
        ("ar", "العملاء و القنوات", "an «and» cut off its word"),
        ("ar", "40 متجرًا", "a digit of another script"),
        ("ar", "نحتاج ستة أشهر", "a verb without its preposition"),
        ("ar", "كم خطوة يحتاج؟ وإلى متى؟", "a verb without its preposition"),
        ("ar", "نجيب على كل سؤال", "a verb without its preposition"),
        ("ar", "هل نبقى أم نرحل؟", "«هل» before a choice"),
        ("ar", "في نفس اليوم", "an idiom of other languages"),
        ("ar", "يساعدون بعضهم البعض", "an idiom of other languages"),
        ("ar", "معدل المغادرة ثابت", "a second name for what has one"),
        ("ar", "ستة مديري حسابات", "a second name for what has one"),
        ("ar", "٤٠ دينار", "a form that does not follow its number"),
        ("ar", "٦٠٠ دينارًا", "a form that does not follow its number"),
        ("ar", "٣ دينار", "a form that does not follow its number"),
        ("ar", "١٬٠١٢ عميل", "a form that does not follow its number"),
        ("ar", "١٢ أسر", "a form that does not follow its number"),
        ("ar", "سعر\u202e", "a control character"),
        ("en", "a  line", "a stray space"),
        ("en", "line ۴", "a letter or digit of another script"),
    ],
)
def test_the_editor_marks_what_is_wrong(language, text, fault):
    assert fault in faults_of(language, text)


@pytest.mark.parametrize(
    "text",
    [
        "٣ دنانير", "١٥ دينارًا", "٢٠٠ دينار", "١٬٠١٠ دنانير", "٥٫٨ أشهر", "١٢ أسرة", "١٩٫٢٠ جنيهًا", "١٠١ شخص",
        "يحتاج العميل اليوم إلى المساعدة", "لا يحتاج إليها أحد", "أيبقى أم يغادر؟", "هل يبقى؟ أم تراه يغادر؟",
        "نردّ على كل سؤال", "اليوم نفسه",
    ],
)  # fmt: skip
def test_it_leaves_alone_what_is_right(text):
    assert faults_of("ar", text) == []
