"""What comes by e-mail, read whole in the three languages."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from accounts.text import isolate
from canvas.models import Comment
from notices.delivery import deliver_waiting, send_digests
from notices.kinds import Way
from notices.models import Choice, Notice
from programs.models import Assignment
from tests.cast import actor

WORDS = {  # a mention, in the canvas's Persian, as each reads of it
    "fa": ("کیان در کانال‌ها از «کتاب‌فروشی» از شما نام برد", "rtl", "باز کردن در بوم", "توقف ایمیل‌هایی مانند این"),
    "ar": ("کیان: أُشير إليك في القنوات من «کتاب‌فروشی»", "rtl", "فتحه في بوم", "إيقاف الرسائل المشابهة"),
    "en": ("کیان mentioned you in Channels of “کتاب‌فروشی”", "ltr", "Open it in Boom", "Stop mails like this one"),
}


def bare(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def told(cast, language: str) -> Notice:
    Notice.objects.all().delete()
    cast.dariush.revise(language=language)
    Comment.objects.add_to(
        cast.canvas, "channels", "@داریوش Rad <b>ببین</b>", actor(cast.kian), mentions=[cast.dariush.pk]
    )
    return Notice.objects.get(user=cast.dariush)


@pytest.mark.parametrize("language", WORDS)
def test_at_once(cast, language, settings):
    settings.SITE_URL = "https://boom.example.org"
    notice, (sentence, direction, open_it, stop) = told(cast, language), WORDS[language]
    assert deliver_waiting() == 1
    [sent] = mail.outbox
    [(html, kind)] = sent.alternatives
    assert bare(sent.subject) == sentence and "\n" not in sent.subject
    link = f"https://boom.example.org/notices/{notice.pk}/"
    for text in (bare(sent.body), html):
        assert link in text and stop in text and "https://boom.example.org/notices/settings/" in text
    assert isolate(cast.dariush.name) in sent.body, "who is greeted"
    assert sentence in bare(sent.body) and "@داریوش Rad <b>ببین</b>" in sent.body and "&lt;" not in sent.body
    assert f'<html lang="{language}" dir="{direction}">' in html and open_it in html and "&lt;b&gt;" in html
    assert kind == "text/html" and "<b>ببین" not in html
    headers = sent.extra_headers
    assert headers["Content-Language"] == language and headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stopping = headers["List-Unsubscribe"].removeprefix("<https://boom.example.org").removesuffix(">")
    assert cast.sara.client.post(stopping).status_code == 200
    assert Choice.ways_of(cast.dariush.pk)["mention"] == Way.OFF


@pytest.mark.parametrize(
    "language, subject, first",
    [
        ("fa", "۲ اعلان از بوم", "از ایمیل پیشین تاکنون این‌ها رسیده است:"),
        ("ar", "إشعاران من بوم", "هذا ما ورد منذ الرسالة السابقة:"),
        ("en", "2 notifications from Boom", "This is what came in since the last mail:"),
    ],
)
def test_once_a_day(cast, language, subject, first):
    Choice.choose(cast.dariush.pk, {"mention": Way.DAY})
    told(cast, language)
    Comment.objects.add_to(cast.canvas, "channels", "دوم", actor(cast.amina), mentions=[cast.dariush.pk])
    assert send_digests(datetime(2030, 1, 1, tzinfo=UTC)) == 1
    [sent] = mail.outbox
    assert sent.subject == subject and first in sent.body
    assert sent.body.index("ببین") < sent.body.index("دوم") and sent.body.count("/notices/") == 4


@pytest.mark.parametrize(
    "language, sentence",
    [
        ("fa", "نادیا از شما خواست «نوآوران Innovators» را در «دورهٔ پاییز» بازبینی کنید"),
        ("ar", "نادیا: طلب مراجعة «نوآوران Innovators» منك في «دورهٔ پاییز»"),
        ("en", "نادیا asked you to review “نوآوران Innovators” in “دورهٔ پاییز”"),
    ],
)
def test_of_a_program(scene, language, sentence):
    side = scene.own
    Notice.objects.all().delete()
    side.reviewer.revise(language=language)
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    deliver_waiting()
    assert [bare(sent.subject) for sent in mail.outbox] == [sentence]


def test_a_subject_takes_no_line_of_its_own(cast):
    cast.canvas.rename("نام\u2028Bcc: x@example.com", 1, actor(cast.dariush))
    told(cast, "en")
    deliver_waiting()
    [sent] = mail.outbox
    assert sent.to == [cast.dariush.email] and not sent.bcc
    assert sent.message()["Subject"] is not None
