"""Phone numbers: what can be one, by the plan of the world (E.164) and by Indonesia's own.

That somebody answers there nobody can know; that no such number can exist, anybody can.
"""

from __future__ import annotations

import re
from typing import Final

_PUNCTUATION: Final = re.compile(r"[\s().\-\u2010-\u2013/]")
_INDONESIAN: Final = re.compile(r"8[1-35-9][0-9]{7,10}|[2-79][0-9]{6,10}")  # a mobile; a landline
_AMERICAN: Final = re.compile(r"[2-9][0-9]{2}[2-9][0-9]{6}")
_RUSSIAN: Final = re.compile(r"[3-9][0-9]{9}")
_ELSEWHERE: Final = re.compile(r"[0-9]{5,14}")
MOST_DIGITS: Final = 15
MOBILE: Final = "8"
# The codes of countries and territories that E.164 has given out.
CODES: Final = """
1 7 20 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236
237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261
262 263 264 265 266 267 268 269 27 290 291 297 298 299 30 31 32 33 34 350 351 352 353 354 355
356 357 358 359 36 370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389 39
40 41 420 421 423 43 44 45 46 47 48 49 500 501 502 503 504 505 506 507 508 509 51 52 53 54 55
56 57 58 590 591 592 593 594 595 596 597 598 599 60 61 62 63 64 65 66 670 672 673 674 675 676
677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 81 82 84 850 852 853 855 856 86 880
886 90 91 92 93 94 95 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 98
992 993 994 995 996 998
"""
COUNTRIES: Final = frozenset(CODES.split())
_PLANS: Final = {"62": _INDONESIAN, "1": _AMERICAN, "7": _RUSSIAN}


def read_phone_number(text: str) -> str:
    """Return a phone number as +62..., or nothing if there can be no such number.

    Without a plus it is Indonesian where it begins like one, as people write it: 0812, 812, 62812.
    """
    digits = _PUNCTUATION.sub("", text)
    national = digits.removeprefix("0")
    if national != digits or (digits.startswith(MOBILE) and _INDONESIAN.fullmatch(digits)):
        return _checked("62", national)
    abroad = digits.removeprefix("+")
    country = next((abroad[:size] for size in (1, 2, 3) if abroad[:size] in COUNTRIES), "")
    own = abroad.removeprefix(country)
    return _checked(country, own.removeprefix("0") if country == "62" else own)


def _checked(country: str, own: str) -> str:
    plan = _PLANS.get(country, _ELSEWHERE)
    is_there = bool(country) and plan.fullmatch(own) is not None
    return f"+{country}{own}" if is_there and len(country + own) <= MOST_DIGITS else ""
