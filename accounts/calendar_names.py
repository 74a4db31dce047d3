"""What days and months are called, and how long ago something was, in three languages. Data only."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS = {
    ("jalali", "fa"): _words("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"),
    ("jalali", "ar"): _words("فروردين أرديبهشت خرداد تير مرداد شهريور مهر آبان آذر دي بهمن إسفند"),
    ("jalali", "en"): _words(
        "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand"
    ),
    ("gregorian", "fa"): _words("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"),
    ("gregorian", "ar"): _words("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    ("gregorian", "en"): _words(
        "January February March April May June July August September October November December"
    ),
}

# What else they are called where people write: in Syria, Lebanon, Jordan, Iraq and Palestine, in Tunisia and Algeria,
# in Morocco, in Egypt, in Iran, in Afghanistan, and in French, which spreadsheets of the Maghreb write. A line is read
# from the year's first month on; «-» has no other name.
OTHER_MONTHS = {
    "gregorian": (
        _words("كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول"),
        _words("كانون_ثاني - مارت - مايس - - - - تشرين_أول تشرين_ثاني كانون_أول"),
        _words("جانفي فيفري - أفريل ماي جوان جويلية أوت - - - -"),
        _words("- - - - - - يوليوز غشت شتنبر - نونبر دجنبر"),
        _words("- - - - - يونية يولية - - - - -"),
        _words("- - - - می - جولای آگوست - - - -"),
        _words("جنوری فبروری مارچ اپریل - جون - اگست - - نومبر -"),
        _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        _words("janv févr - avr - - juil - sept - - déc"),
        _words("- fév - - - - - - - - - -"),
    ),
    "jalali": (_words("حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"),),
}

# From Monday, as date.weekday() counts.
WEEKDAYS = {
    "fa": _words("دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه"),
    "ar": _words("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
    "en": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
}

# How a date is put together. In numbers alone the year leads, so that nobody mistakes the order.
DATES = {
    "day": dict.fromkeys(WEEKDAYS, "{day} {month} {year}"),
    "month": dict.fromkeys(WEEKDAYS, "{month} {year}"),
    "year": dict.fromkeys(WEEKDAYS, "{year}"),
    "long": {
        "fa": "{weekday} {day} {month} {year}",
        "ar": "{weekday}، {day} {month} {year}",
        "en": "{weekday}, {day} {month} {year}",
    },
    "short": {"fa": "{year}/{m:02}/{day:02}", "ar": "{year}/{m:02}/{day:02}", "en": "{year}-{m:02}-{day:02}"},
}
MOMENTS = {"fa": "{date}، ساعت {time}", "ar": "{date}، {time}", "en": "{date}, {time}"}

NOW = {"fa": "همین حالا", "ar": "الآن", "en": "just now"}
PAST = {"fa": "{span} پیش", "ar": "منذ {span}", "en": "{span} ago"}
FUTURE = {"fa": "{span} دیگر", "ar": "بعد {span}", "en": "in {span}"}

UNITS = {
    "year": 31_556_952,
    "month": 2_629_746,
    "week": 604_800,
    "day": 86_400,
    "hour": 3_600,
    "minute": 60,
}  # seconds

# A span in each unit of UNITS: for one and for more; in Arabic for one, two, few, many and other, in the case
# that «منذ» and «بعد» ask for.
SPANS = {
    "fa": {
        unit: (f"{{n}} {word}",) * 2
        for unit, word in zip(UNITS, _words("سال ماه هفته روز ساعت دقیقه"), strict=True)
    },
    "en": {unit: (f"{{n}} {unit}", f"{{n}} {unit}s") for unit in UNITS},
    "ar": {
        "year": ("سنة", "سنتين", "{n} سنوات", "{n} سنة", "{n} سنة"),
        "month": ("شهر", "شهرين", "{n} أشهر", "{n} شهرًا", "{n} شهر"),
        "week": ("أسبوع", "أسبوعين", "{n} أسابيع", "{n} أسبوعًا", "{n} أسبوع"),
        "day": ("يوم", "يومين", "{n} أيام", "{n} يومًا", "{n} يوم"),
        "hour": ("ساعة", "ساعتين", "{n} ساعات", "{n} ساعة", "{n} ساعة"),
        "minute": ("دقيقة", "دقيقتين", "{n} دقائق", "{n} دقيقة", "{n} دقيقة"),
    },
}
