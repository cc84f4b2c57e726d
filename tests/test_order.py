"""The order of Vietnamese words, as ICU has it: Node.js brings that along."""

from __future__ import annotations

import json
import random
import subprocess
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bulletin.text.order import order_key

NAMES = [
    "Dũng Trần",
    "Duy Hưng",
    "Dương Minh",
    "Đào Lê",
    "Đức Minh",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Hà Nội",
    "Hải Dương",
    "Hạnh",
    "Thanh Mai",
    "Thành Mai",
    "Thanh Vân",
    "Y Thanh",
    "y tế",
    "TP.HCM",
    "TT-Huế",
    "H’Mông",
    "2 giờ",
    "10 giờ",
    "A Sáng",
    "Ánh",
    "An",
    "ăn",
    "Ân",
    "ông",
    "ơn",
    "Oanh",
    "ưa",
    "uy",
    "Vũ",
    "Đắk Lắk",
    "Đà Nẵng",
    "Dak",
    "Điện Biên",
    "đêm",
    "dem",
    "Ê đê",
    "em",
    "Ninh Bình",
    "Nghệ An",
    "Quảng Trị",
    "Bà Rịa - Vũng Tàu",
]
TONES = ("", "", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SORT = """
const words = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(words.sort(new Intl.Collator("vi").compare)));
"""


def by_icu(words: list[str]) -> list[str]:
    ran = subprocess.run(
        ["node", "-e", _SORT], input=json.dumps(words), capture_output=True, text=True, check=True
    )
    return [str(word) for word in json.loads(ran.stdout)]


def test_words_stand_as_icu_sorts_them() -> None:
    dice = random.Random(5)
    syllables = sorted({word for name in NAMES for word in name.split()})
    words = {f"{dice.choice(syllables)} {dice.choice(syllables)}" for _ in range(1000)}
    for _ in range(2000):
        letters = "".join(dice.choice("aăâeêioôơuưyAĐ") + dice.choice(TONES) for _ in range(2))
        words.add(dice.choice(("d", "đ", "b", "ng")) + unicodedata.normalize("NFC", letters))
    # A tone on a consonant is none.
    known = sorted({*NAMES, *(word for word in words if not any(map(unicodedata.combining, word)))})
    assert sorted(known, key=order_key) == by_icu(known)


@given(st.text(max_size=12))
def test_the_form_of_the_letters_does_not_matter(text: str) -> None:
    nfd, nfc = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
    assert order_key(nfd)[:3] == order_key(nfc)[:3]


@given(st.lists(st.text("aăâdđoôơ áàĐÁ1-", max_size=4), unique=True))
def test_no_two_words_share_a_place(words: list[str]) -> None:
    assert len({order_key(word) for word in words}) == len(words)
