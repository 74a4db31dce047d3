"""Which characters have which part in cleaning text: the insides of character classes for `re`."""

import unicodedata

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"

# Never seen, never needed: controls, fillers, zero-width spaces, surrogates, what is no character at all.
UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u200b\u2060-\u2065\u3164\ufeff\uffa0"
    "\ufff0-\ufffc\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
)

# Seen by what they do to the character before or between: these stay where they have work, and go elsewhere.
VARIATION_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
MONGOLIAN_SELECTORS = "\u180b-\u180f"
TAGS = "\U000e0020-\U000e007f"

# Marks that stand on a letter; asked of this Python's Unicode, for no list of ours would stay complete.
COMBINING = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))

ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u08e1\u08e3-\u08ff\ufb50-\ufbb1\ufbd3-\ufdfb\ufe70-\ufefc"
)
# Letters and marks of the other scripts that write with joiners: Syriac to Mandaic, the Indic ones,
# Myanmar, Khmer, Mongolian, and those outside the first plane.
CURSIVE = (
    ARABIC + "\u0710-\u074f\u07ca-\u07f5\u0840-\u085b\u0860-\u086a\u0900-\u0963\u0971-\u0dff"
    "\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u1820-\u18aa\ua980-\ua9c0\U00010d00-\U00010d27"
    "\U00011000-\U00011fff\U0001e900-\U0001e94b"
)
MONGOLIAN = "\u1820-\u18aa"
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
PICTOGRAPHS = "©®‼⁉™ℹ\u2190-\u2328\u232b-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
