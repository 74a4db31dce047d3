"""What a table of figures may call its columns: in three languages, as people write them."""

from relationships.forms.figures import FIELDS, WHOLE
from relationships.imports.currency import is_currency
from relationships.imports.table import Layout
from relationships.models import Indicator

NAMES = {
    "segment": ("segment", "customer segment", "بخش", "بخش مشتری", "بخش مشتریان", "شريحة", "الشريحة", "شريحة العملاء"),
    "month": ("month", "period", "ماه", "الشهر", "شهر"),
    "active": (
        "active", "active customers", "active customers at the end", "customers", "فعال", "مشتریان فعال", "مشتری فعال",
        "مشتریان فعال در پایان ماه", "نشطون", "النشطون", "العملاء النشطون", "العملاء النشطون في نهاية الشهر",
    ),
    "new": (
        "new", "new customers", "تازه", "جدید", "مشتریان تازه", "مشتریان جدید", "مشتری جدید",
        "جدد", "الجدد", "العملاء الجدد",
    ),
    "lost": (
        "lost", "lost customers", "churned", "ازدست‌رفته", "مشتریان ازدست‌رفته", "از دست رفته", "مشتریان از دست رفته",
        "مفقودون", "المفقودون", "العملاء المفقودون",
    ),
    "revenue": ("revenue", "income", "درآمد", "الإيرادات", "إيرادات"),
    "marketing_cost": (
        "marketing cost", "marketing", "هزینهٔ بازاریابی", "هزینه بازاریابی", "بازاریابی", "تكلفة التسويق", "التسويق",
    ),
    "service_cost": (
        "service cost", "service", "هزینهٔ خدمت‌رسانی", "هزینهٔ خدمات", "خدمات", "تكلفة الخدمة", "الخدمة",
    ),
}  # fmt: skip
MAIN = {
    "segment": ("segment", "بخش", "الشريحة"),
    "month": ("month", "ماه", "الشهر"),
    "active": ("active", "مشتریان فعال", "العملاء النشطون"),
    "new": ("new", "مشتریان جدید", "العملاء الجدد"),
    "lost": ("lost", "مشتریان ازدست‌رفته", "العملاء المفقودون"),
    "revenue": ("revenue", "درآمد", "الإيرادات"),
    "marketing_cost": ("marketing cost", "هزینهٔ بازاریابی", "تكلفة التسويق"),
    "service_cost": ("service cost", "هزینهٔ خدمت‌رسانی", "تكلفة الخدمة"),
}


def is_unit(column: str, text: str) -> bool:
    return column in FIELDS and column not in WHOLE and is_currency(text)


LAYOUT = Layout(NAMES, MAIN, needed=("segment", "month"), some=Indicator.FIGURES, is_unit=is_unit)
