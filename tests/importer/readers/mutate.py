"""Documents damaged at random, the same for the same seed: bytes of the file, bytes and elements of parts."""

import io
import random
import re
import zipfile
from collections.abc import Iterator

from tests.importer.readers.word_file import zipped

_TAG = re.compile(rb"<[^<>]+>")
_VALUE = re.compile(rb'="[^"]*"')
_STRANGE = (b'="-1"', b'="0"', b'="999999999"', b'="x"', b'=""', b'="1"', b'="2"', b'="\xc3\xa9"')


def mutants(documents: list[bytes], count: int, seed: int = 0) -> Iterator[bytes]:
    """`count` damaged copies of `documents` in turn, from the lightest damage to the heaviest."""
    chance = random.Random(seed)
    for at in range(count):
        yield mutant(documents[at % len(documents)], chance)


def mutant(document: bytes, chance: random.Random) -> bytes:
    """`document` with some damage."""
    if chance.random() < 0.2:
        return _bytes_changed(document, chance)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        # What all documents have alike is damaged less often than what they say.
        content = [name for name in sorted(parts) if not name.endswith((".rels", "_Types].xml"))]
        name = chance.choice(content if content and chance.random() < 0.9 else sorted(parts))
        data = parts[name]
        assert isinstance(data, bytes)
        way = chance.choice((_bytes_changed, _value_changed, *[_tags_changed] * 4))
        parts[name] = way(data, chance)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    return zipped(parts)


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10))):
        if changed:
            at = chance.randrange(len(changed))
            if chance.random() < 0.3:
                del changed[at : at + chance.randrange(1, 200)]
            else:
                changed[at] = chance.randrange(256)
    return bytes(changed)


def _value_changed(data: bytes, chance: random.Random) -> bytes:
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    value = chance.choice(found)
    new = chance.choice((*_STRANGE, chance.choice(found).group()))
    return data[: value.start()] + new + data[value.end() :]


def _tags_changed(data: bytes, chance: random.Random) -> bytes:
    """The part with one element taken out, doubled, moved, wrapped, renamed, or turned into its text."""
    elements = _elements(data)
    if len(elements) < 2:
        return data
    start, end = chance.choice(elements[1:])
    element, way = data[start:end], chance.randrange(6)
    if way == 0:
        return data[:start] + data[end:]
    if way == 1:
        return data[:end] + element * chance.choice((1, 3, 40)) + data[end:]
    if way == 2:
        rest = data[:start] + data[end:]
        places = [at for pair in _elements(rest)[1:] for at in pair] or [start]
        at = chance.choice(places)
        return rest[:at] + element + rest[at:]
    names = [name.group(1) for name in re.finditer(rb"<([\w:.-]+)", data)]
    name = chance.choice(names)
    if way == 3:
        return data[:start] + b"<" + name + b">" + element + b"</" + name + b">" + data[end:]
    if way == 4:
        opening = re.match(rb"<([\w:.-]+)", element)
        if opening is None:
            return data
        old = opening.group(1)
        renamed = element.replace(b"<" + old, b"<" + name, 1)
        if renamed.endswith(b"</" + old + b">"):
            renamed = renamed[: -len(old) - 1] + name + b">"
        return data[:start] + renamed + data[end:]
    inner = _TAG.sub(b"", element)
    return data[:start] + inner + data[end:]


def _elements(data: bytes) -> list[tuple[int, int]]:
    """Where the elements of a sound part begin and end; none for a part that is not."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for tag in _TAG.finditer(data):
        text = tag.group()
        if text.startswith((b"<?", b"<!")):
            continue
        if text.startswith(b"</"):
            if not opened:
                return []
            found.append((opened.pop(), tag.end()))
        elif text.endswith(b"/>"):
            found.append((tag.start(), tag.end()))
        else:
            opened.append(tag.start())
    return [] if opened else sorted(found)
