"""Old encodings: each letter of the language comes back, and what is no letter stays as it is."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.importer.readers import old_encodings
from bulletin.text.letters import nfc

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [nfc(vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
LETTERS = SMALL + [letter.upper() for letter in SMALL]
SENTENCE = "Chủ tịch UBND huyện: “Đỡ phải đi lại, bớt giấy tờ” – đạt 98,7 %, kỳ họp thứ ba…"
# The same, as programs show it that know nothing of Vietnamese; from the screens of such programs.
TCVN3 = "Chñ tÞch UBND huyÖn: “§ì ph¶i ®i l¹i, bít giÊy tê” – ®¹t 98,7 %, kú häp thø ba…"
VNI = "Chuû tòch UBND huyeän: “Ñôõ phaûi ñi laïi, bôùt giaáy tôø” – ñaït 98,7 %, kyø hoïp thöù ba…"

words = st.text(alphabet=st.sampled_from([*SMALL, *"bcdghklmnpqrstvx ,.-0123456789"]), max_size=40)


def as_windows_1258(text: str) -> bytes:
    """`text` as Windows writes it: letters with their circumflex, breve or horn, tones behind them."""
    out = b""
    for letter in nfc(text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = [mark for mark in TONES[1:] if nfc(base_of(letter, mark) + mark) == letter]
            out += (base_of(letter, decomposed[0]) + decomposed[0]).encode("cp1258")
    return out


def base_of(letter: str, mark: str) -> str:
    return nfc(unicodedata.normalize("NFD", letter).replace(mark, "", 1))


def test_a_sentence_in_tcvn3() -> None:
    assert old_encodings.from_tcvn3(TCVN3) == SENTENCE
    assert old_encodings.decode_tcvn3(TCVN3.encode("cp1252")) == SENTENCE


def test_a_sentence_in_vni() -> None:
    assert old_encodings.from_vni(VNI) == SENTENCE
    assert old_encodings.decode_vni(VNI.encode("cp1252")) == SENTENCE


def test_capitals_in_vni_take_small_signs_too() -> None:
    assert old_encodings.from_vni("ÑAËT VAÁN ÑEÀ, Aûnh, Yù kieán, ÔÛ, ÖÙ") == "ĐẶT VẤN ĐỀ, Ảnh, Ý kiến, Ở, Ứ"


def test_a_soft_hyphen_is_a_letter_of_tcvn3() -> None:
    assert old_encodings.from_tcvn3("n\u00adíc, tr\u00ad¬ng") == "nước, trương"


def test_signs_that_are_no_letters_stay() -> None:
    assert old_encodings.from_tcvn3("40 m², 25 °C, “…” – \u00a0") == "40 m², 25 °C, “…” – \u00a0"
    assert old_encodings.from_vni("40 m², 25 °C, “…” – \u00a0") == "40 m², 25 °C, “…” – \u00a0"


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_in_windows_1258(letter: str) -> None:
    assert old_encodings.decode_windows_1258(as_windows_1258(letter)) == letter


@given(words)
def test_small_letters_of_tcvn3_are_told_apart(text: str) -> None:
    codes = {letter: chr(code) for code, letter in old_encodings._FROM_TCVN3.items()}
    assert old_encodings.from_tcvn3("".join(codes.get(letter, letter) for letter in text)) == text


@given(st.text(alphabet=st.sampled_from([*LETTERS, *"bcdđ .-"]), max_size=40))
def test_letters_of_vni_are_told_apart(text: str) -> None:
    codes = {letter: printed for printed, letter in sorted(old_encodings._FROM_VNI.items(), reverse=True)}
    assert old_encodings.from_vni("".join(codes.get(letter, letter) for letter in nfc(text))) == nfc(text)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="the system's own converter is the reference")
def test_tcvn_5712_is_what_the_system_reads() -> None:
    data = bytes(code for code in range(1, 256) if code not in range(0xB0, 0xB5))
    theirs = subprocess.run(["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=data, capture_output=True)
    if theirs.returncode:
        pytest.skip("this converter does not know TCVN 5712")
    assert old_encodings.decode_tcvn_5712(data) == nfc(theirs.stdout.decode())


@given(st.binary(max_size=60))
def test_any_bytes_decode(data: bytes) -> None:
    for decode in (
        old_encodings.decode_tcvn3,
        old_encodings.decode_tcvn_5712,
        old_encodings.decode_vni,
    ):
        text = decode(data)
        assert nfc(text) == text
