"""Topics: what an article is about, told by words of a registry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# A text is about a topic that its title does not name where words of the topic stand in it this often.
TIMES = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the words that articles about it have."""

    slug: str
    name: str
    words: tuple[str, ...]


def topics_of(topics: Iterable[Topic], title: str, text: str) -> tuple[str, ...]:
    """The slugs of the `topics` that an article is about, by its title or by its text."""
    small_title, small_text = title.lower(), text.lower()
    return tuple(one.slug for one in topics if _is_about(one, small_title, small_text))


def _is_about(topic: Topic, title: str, text: str) -> bool:
    words = [word.lower() for word in topic.words]
    return any(times(word, title) for word in words) or sum(times(word, text) for word in words) >= TIMES


def times(word: str, text: str) -> int:
    """How often `word`, one or several words, stands whole in `text`; both are in small letters.

    >>> times("một cửa", "bộ phận một cửa: một cửa liên thông, mười một cửasổ")
    2
    """
    found, at = 0, text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            found += 1
        at = text.find(word, end)
    return found
