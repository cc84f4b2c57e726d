"""A mail as a `Source`: the attachment that is a bulletin, else the mail's own text where that is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from bulletin.content.model import BulletinError
from bulletin.importer.source import Disposition, Form, Held, Note, Source, SourceBlock
from bulletin.text.letters import match_key, squeeze, without_spaces

# Of two attachments with the same issue, the one that says more of how it is printed is read.
_BEST_FIRST = (Form.DOCX, Form.DOC, Form.ODT, Form.RTF, Form.PDF, Form.HTML, Form.TEXT, Form.MAIL)
_MOST_PARTS = 200
_NO_DOCUMENT = ("image/", "audio/", "video/", "text/calendar")
_PUBLISHED = re.compile(r"phát hành\W[^\d]*\d|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_ENTRY = re.compile(r"\d{1,3}\s*[.)]\s*\S")
_HEAD = re.compile(
    r"năm\s+\d{4}$|(?:thứ\s+\w+|chủ\s+nhật)\b|phát hành\b.*\d|bản tin\b|điểm báo\b", re.IGNORECASE
)
_LONGEST_HEAD = 60
_BACK_LINK = re.compile(r"về đầu trang\W{0,9}$|\./\.\W{0,3}$", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
# A trailer ends an article; `-- ` begins what a mail program puts below a letter.
_TRAILER = re.compile(r"\([^()]*\d{1,2}\s*[/-]\s*\d{1,2}[^()]*\)\W*$")
_SIGNATURE = "--"
_AFTER_TITLE = re.compile(r"[\s.…_]*\d{0,3}\s*$")
_SHOWN, _LONGEST_LETTER = 60, 300

# Reads a part as the form it is said to be, or as what its bytes are.
Read = Callable[[bytes, str, Form | None], Source]


@dataclass(frozen=True, slots=True)
class _Part:
    """An attachment, or a text of the mail itself, which has its form."""

    name: str
    data: bytes
    form: Form | None = None

    @property
    def is_body(self) -> bool:
        """Whether it is a text of the mail itself."""
        return self.form is not None


def read(data: bytes, name: str, read_part: Read) -> Source:
    """The bulletin in the mail `data`; `read_part` reads an attachment or a body, whatever its form.

    Raises BulletinError where no part or more than one is a bulletin.
    """
    try:
        parts = list(_parts(message_from_bytes(data, policy=policy.default), name))
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise BulletinError(
            f"{name}: is a damaged mail ({type(error).__name__}); save its attachment and import that"
        ) from None
    found: list[tuple[_Part, Source]] = []
    refused: list[str] = []
    letters: list[Source] = []
    for part in parts:
        try:
            source = read_part(part.data, part.name, part.form)
        except BulletinError as error:
            refused.append(str(error))
        else:
            if _is_bulletin(source):
                found.append((part, source))
            elif part.is_body:
                letters.append(source)
            else:
                refused.append(f"{part.name}: is no bulletin")
    if not found:
        raise BulletinError(
            f"{name}: neither the mail nor an attachment is a bulletin"
            + (f" ({'; '.join(refused)})" if refused else "")
            + "; ask the sender for the Word file"
        )
    part, source = _chosen(found, name)
    if part.is_body:
        source = _without_letter(source)
    others = [each.name for each in parts if not each.is_body and each is not part]
    notes = [Note("mail", f"attachments left out: {', '.join(others)}")] if others else []
    # HTML and plain text of a mail say the same.
    for letter in letters[:1]:
        said = squeeze(" ".join(map(_printed, letter.blocks)))
        notes.append(Note("mail", f"what the mail itself says left out: «{said[:_LONGEST_LETTER]}»"))
    return replace(
        source,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        form=Form.MAIL,
        notes=(*source.notes, *notes),
    )


def _parts(message: EmailMessage, name: str) -> Iterator[_Part]:
    """The parts of the mail that may be documents; attachments, then the mail's own texts, HTML first."""
    bodies: list[_Part] = []
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            raise BulletinError(
                f"{name}: has more than {_MOST_PARTS} parts; save its attachment and import that"
            )
        kind = part.get_content_type()
        if part.is_multipart() or kind.startswith(_NO_DOCUMENT):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        filename = part.get_filename()
        if filename or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            yield _Part(squeeze(str(filename or f"part {count + 1}")), payload)
        else:
            text = _as_unicode(payload, str(part.get_content_charset() or ""))
            is_page = kind == "text/html"
            bodies.append(
                _Part(name, text if is_page else _unquoted(text), Form.HTML if is_page else Form.TEXT)
            )
    yield from sorted(bodies, key=lambda body: body.form is not Form.HTML)


def _as_unicode(payload: bytes, charset: str) -> bytes:
    """The text in UTF-8, if it is in the character set that the mail names; else as it is."""
    try:
        return payload.decode(charset or "utf-8").encode()
    except (UnicodeError, LookupError):
        return payload


def _unquoted(data: bytes) -> bytes:
    """The text without the `>` before each line of a mail that was passed on."""
    lines = data.splitlines()
    quoted = sum(line.startswith(b">") for line in lines)
    if quoted < len(lines) / 3:
        return data
    return _QUOTED.sub("", data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _is_bulletin(source: Source) -> bool:
    """Whether it has the date of an issue and a list of contents, as far as one can tell at a look."""
    texts = [_printed(block) for block in source.blocks]
    dated = any(_PUBLISHED.search(text) for text in texts)
    return dated and any(_ENTRY.match(text) for text in texts)


def _printed(block: SourceBlock) -> str:
    return f"{block.mark} {block.text}".strip()


def _chosen(found: Sequence[tuple[_Part, Source]], name: str) -> tuple[_Part, Source]:
    """The one to import: an attachment before the mail's text, a Word file before a PDF."""
    attached = [each for each in found if not each[0].is_body] or list(found[:1])
    best = min(attached, key=lambda each: _BEST_FIRST.index(each[1].form))
    same = [part.name for part, source in attached if source.form is best[1].form]
    if len(same) > 1:
        raise BulletinError(
            f"{name}: has {len(same)} bulletins: {', '.join(same)}; save each of them and import the files"
        )
    return best


def _end(texts: Sequence[str]) -> int:
    """Where the bulletin in a mail ends: behind its last link, or the trailer of an article that has none."""
    links = [at for at, text in enumerate(texts) if _BACK_LINK.search(text)]
    if not links:
        return next((at for at, text in enumerate(texts) if text == _SIGNATURE), len(texts))
    listed = {
        match_key(_AFTER_TITLE.sub("", entry)) for text in texts[: links[0]] if (entry := _title_of(text))
    }
    behind = range(links[-1] + 1, len(texts))
    if not any(match_key(texts[at]) in listed for at in behind):
        return links[-1] + 1
    # The last article has no link.
    trailers = [at for at in behind if _TRAILER.search(texts[at])]
    signed = next((at for at in behind if texts[at] == _SIGNATURE), len(texts))
    return trailers[-1] + 1 if trailers and trailers[-1] < signed else signed


def _title_of(text: str) -> str:
    """The title in a line of the contents list, such as `2. Tên bài ... 3`; nothing in others."""
    return text[found.end() - 1 :] if (found := _ENTRY.match(text)) else ""


def _without_letter(source: Source) -> Source:
    """The mail's text without what its sender wrote above the bulletin and below it."""
    blocks = source.blocks
    texts = [squeeze(_printed(block)) for block in blocks]
    heads = (at for at, text in enumerate(texts) if len(text) <= _LONGEST_HEAD and _HEAD.match(text))
    start = next(heads, 0)
    end = _end(texts)
    left = [*blocks[:start], *blocks[end:]]
    if not left:
        return source
    count = sum(len(without_spaces(block.text)) for block in left)
    counts = dict(source.held.counts)
    counts[Disposition.TEXT] = counts.get(Disposition.TEXT, 0) - count
    counts[Disposition.HEADER] = counts.get(Disposition.HEADER, 0) + count
    added = source.held.added - sum(len(without_spaces(block.mark)) for block in left)
    shown = ", ".join(f"«{block.text[:_SHOWN]}»" for block in left)
    return replace(
        source,
        blocks=blocks[start:end],
        held=Held(source.held.total, counts, added),
        notes=(*source.notes, Note("mail", f"what stands above and below the bulletin left out: {shown}")),
    )
