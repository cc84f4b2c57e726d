"""Is it Vietnamese? The share of words that are no syllables of the language, and letters that were lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.content.model import BulletinError
from bulletin.importer.source import Note
from bulletin.text.letters import nfc, without_ligatures
from bulletin.text.syllables import is_loan, is_possible

# Shares of the words. 6,077 articles of the press have 0.06 % of impossible words, none over 5 %, and none of
# their 494 issues over 0.7 %. Text in which one letter stands for another has 1.5 % and more (`ơ` for `ô`
# 2.6 %), text that was decoded wrongly 50 %. `python -m tests.bench.spelling FOLDER` prints such a table.
REFUSED = 0.10
DOUBTED = 0.01
# Of a whole document, with its names and trailers: what was decoded wrongly is refused before it is parsed.
GARBLED = 0.30
# How many different words there have to be: one foreign word that a short text is about proves nothing.
FEWEST_TO_REFUSE = 10
FEWEST_TO_DOUBT = 3
# Of the 6,077 articles none has lost a letter. One may be a misprint; one word in a thousand is not.
LOST = 0.001
FEWEST_LOST = 2
_SHOWN = 8

_ADDRESS = re.compile(r"://|www\.|@|\.(?:vn|com|net|org|gov)\b")
# What stands where a letter was lost; a question mark right before a small letter is no punctuation.
_LOST_LETTER = r"[\ufffd\ue000-\uf8ff\x80-\x9f]|\?(?=\?{0,9}[a-zà-ÿ])"
_LOST = re.compile(_LOST_LETTER)
# Signs of windows-1252 that are letters in older encodings count as parts of a word.
_WORD = re.compile(rf"(?:[^\W_]|[\u0300-\u036f¡¢£¤¥¦¨©ª¬\xad®¯±´µ¶¸¹¼½¾¿×÷]|{_LOST_LETTER})+")
# Names such as eTax and iPhone, and all with a figure.
_NAME = re.compile(r"[A-Z]|[0-9]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the words of a text are spelled: how many were looked at, which cannot be, which lost a letter.

    Words that begin with a capital are left out, for they can be names, and so are numbers and addresses.
    `impossible` and `lost` give for each word how often it stands.
    """

    words: int
    impossible: Counter[str]
    lost: Counter[str]

    @property
    def share(self) -> float:
        """The share of impossible words, 0.0 to 1.0; 0.0 for a text without words."""
        return self.impossible.total() / self.words if self.words else 0.0

    @property
    def lost_share(self) -> float:
        """The share of words that lost a letter."""
        return self.lost.total() / self.words if self.words else float(bool(self.lost))


def weigh(texts: Iterable[str]) -> Spelling:
    """How the words of `texts` are spelled; ligatures count as their letters. Never raises."""
    words = 0
    impossible: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for text in texts:
        for word in _words(text):
            if _LOST.search(word) and len(word) > 1:
                lost[word] += 1
            if len(word) < 2 or word[0].isupper() or _NAME.search(word):
                continue
            words += 1
            if not is_possible(word) and not is_loan(word):
                impossible[word] += 1
    return Spelling(words, impossible, lost)


def examine(bodies: Iterable[str], name: str) -> tuple[Note, ...]:
    """Doubts about the spelling of `bodies`, the texts of all articles of the document `name`.

    Leave out titles, trailers and addresses: in a short issue they alone make a doubt. Raises
    BulletinError where the text cannot be Vietnamese, or where letters were lost all over it.
    """
    texts = list(bodies)
    spelling = weigh(texts)
    _refuse(spelling, REFUSED, name)
    return tuple(_doubts(texts, spelling))


def refuse_garbled(lines: Iterable[str], name: str) -> None:
    """Refuse the document `name` by all of its `lines` where no parser could make sense of them.

    Raises BulletinError as `examine` does, but for a share of impossible words of `GARBLED`.
    """
    _refuse(weigh(lines), GARBLED, name)


def _refuse(spelling: Spelling, share: float, name: str) -> None:
    if len(spelling.lost) >= FEWEST_LOST and spelling.lost_share > LOST:
        raise BulletinError(
            f"{name}: has lost letters: {_shown(spelling.lost)}; they cannot be guessed: ask the sender for "
            "the file that it was made from"
        )
    if len(spelling.impossible) >= FEWEST_TO_REFUSE and spelling.share > share:
        raise BulletinError(
            f"{name}: cannot be read as Vietnamese: {spelling.share:.0%} of its words are none: "
            f"{_shown(spelling.impossible)}; ask the sender for the Word file"
        )


def _words(text: str) -> Iterator[str]:
    for piece in without_ligatures(nfc(text)).split():
        if not _ADDRESS.search(piece):
            yield from _WORD.findall(piece)


def _doubts(texts: list[str], spelling: Spelling) -> Iterable[Note]:
    if spelling.lost:
        yield Note(
            "lost-letters", f"letters are lost in {_shown(spelling.lost)}; correct them by the document"
        )
    elif any("\ufffd" in text for text in texts):
        yield Note("lost-letters", "a sign was lost and stands as �; correct it by the document")
    if len(spelling.impossible) >= FEWEST_TO_DOUBT and spelling.share > DOUBTED:
        yield Note(
            "spelling",
            f"{spelling.share:.1%} of the words are no Vietnamese: {_shown(spelling.impossible)}; if letters "
            "are wrong, ask the sender for the Word file",
        )


def _shown(words: Counter[str]) -> str:
    first = sorted(words.items(), key=lambda found: (-found[1], found[0]))[:_SHOWN]
    return ", ".join(f"«{word}»" for word, _ in first) + (" …" if len(words) > _SHOWN else "")
