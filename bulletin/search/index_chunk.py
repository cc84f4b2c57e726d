"""Words with the documents they stand in, as the index chunk that Pagefind's engine reads.

The chunk is an array of one array of words. A word is `[folded form, places, [[form, places] …]]`, where the
first places are those of the form without marks; a place is `[page, [-1 - weight, position …], []]`, its page
counted from the place before. We give each word one place a document, at position 0: positions are most of an
index and nothing here needs them. `engine.py` holds this form against what the real Pagefind writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from bulletin.search.cbor import array_head, encode, head

# A place: the number of the page and the weight of the word there.
Place = tuple[int, int]


def chunk(words: Iterable[tuple[str, Mapping[str, Sequence[Place]]]]) -> bytes:
    """The chunk of `words`: pairs of a folded form and the places of each of its forms, sorted by page.

    >>> chunk([("tri", {"trị": [(5, 24), (8, 24)]})]).hex()
    '81818363747269808182657472e1bb8b828305823818008083038238180080'
    """
    encoded = [_word(folded, forms) for folded, forms in words]
    return array_head(1) + array_head(len(encoded)) + b"".join(encoded)


def _word(folded: str, forms: Mapping[str, Sequence[Place]]) -> bytes:
    marked = sorted(form for form in forms if form != folded)
    return b"".join(
        (
            array_head(3),
            encode(folded),
            _places(forms.get(folded, ())),
            array_head(len(marked)),
            *(array_head(2) + encode(form) + _places(forms[form]) for form in marked),
        )
    )


def _places(places: Sequence[Place]) -> bytes:
    steps = [_place(after[0] - before[0], after[1]) for before, after in pairwise(((0, 0), *places))]
    return array_head(len(places)) + b"".join(steps)


@cache
def _place(step: int, weight: int) -> bytes:
    return array_head(3) + head(0, step) + encode([-1 - weight, 0]) + array_head(0)
