"""axe sees what it is asked about: the pages' tests would pass as well if it saw nothing."""

import pytest

from tests.browser.axe import faults

FAINT = "<main><h1>Boom</h1>{}</main><style>p {{ color: oklch(0.8 0 0); background: oklch(0.85 0 0) }}</style>"
TEXTS = ["The customers of the shop", "مشتری‌های همیشگی کتاب‌فروشی", "زبائن المكتبة الدائمون"]


@pytest.mark.parametrize("text", TEXTS)
def test_sees_a_faint_text_in_every_writing(browser, text):
    page = browser.new_page()
    page.set_content(FAINT.format(f"<p>{text}</p>" * 5))
    found = [fault for fault in faults(page) if fault.startswith("color-contrast: <p>")]
    page.close()
    assert len(found) == 5


def test_sees_an_image_without_words_and_a_button_without_a_name(browser):
    page = browser.new_page()
    page.set_content('<main><h1>Boom</h1><img src="/x.png"><button></button></main>')
    found = {fault.partition(":")[0] for fault in faults(page)}
    page.close()
    assert {"image-alt", "button-name"} <= found
