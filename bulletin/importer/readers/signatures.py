"""What a file is, by its bytes and never by its name: a `Form`, or a refusal that says what it is instead."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow.zip_file import DAMAGE
from bulletin.importer.source import Form

_WORD_FILE = "ask the sender for the Word file"
_PICTURE = f"is a picture; {_WORD_FILE}"
_SOUND = f"is sound or film; {_WORD_FILE}"
_PROGRAM = f"is a program and no document; do not open it, and {_WORD_FILE}"
# What begins a file, at which byte, and what it is then. From the registry PRONOM of The National Archives.
_FIRST_BYTES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftypheic", _PICTURE),
    (4, b"ftypmif1", _PICTURE),
    (0, b"8BPS", _PICTURE),
    (0, b"AT&TFORM", f"is a scan (DjVu); {_WORD_FILE}"),
    (8, b"WAVE", _SOUND),
    (4, b"ftyp", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"\x1aE\xdf\xa3", _SOUND),
    (0, b"MZ", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"Rar!", "is an archive (RAR); unpack it and import the folder"),
    (0, b"7z\xbc\xaf\x27\x1c", "is an archive (7z); unpack it and import the folder"),
    (0, b"\x1f\x8b", "is an archive (gzip); unpack it and import the folder"),
    (0, b"BZh", "is an archive (bzip2); unpack it and import the folder"),
    (0, b"\xfd7zXZ", "is an archive (xz); unpack it and import the folder"),
    (257, b"ustar", "is an archive (tar); unpack it and import the folder"),
    (0, b"%!PS", "is a PostScript file; ask the sender for the PDF"),
    (0, b"\xffWPC", f"is a WordPerfect file; {_WORD_FILE}"),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "is a shortcut; import the file that it leads to"),
    (0, b"[InternetShortcut]", "is a shortcut to a web page; save the page and import that"),
    (0, b"\x78\x9f\x3e\x22", f"is a mail in the format of Outlook (winmail.dat); {_WORD_FILE}"),
    (0, b"SQLite format", f"is a database; {_WORD_FILE}"),
    (0, b"\x00\x00\x00\x01Bud1", "is a file of the Finder of macOS; delete it"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams, which stand in UTF-16 in the directory of an OLE file.
_STREAMS = (
    ("EncryptedPackage", "is an Office file locked with a password; ask the sender for it without"),
    ("PowerPoint Document", f"is a PowerPoint file; {_WORD_FILE}"),
    ("Workbook", f"is an Excel file; {_WORD_FILE}"),
    ("__properties_version1.0", "is a mail saved by Outlook; save it as .eml, or save its attachment"),
    ("VisioDocument", f"is a Visio file; {_WORD_FILE}"),
)
# Where the header of an old Word file stands, nearly always: what it begins with, its flags, and their bit.
_FIB, _FIB_BEGIN, _FLAGS, _LOCKED = 512, b"\xec\xa5", 10, 0x01
# What only the packages of one program have, by the beginning of a part's name.
_PARTS = (
    ("xl/", f"is an Excel file; {_WORD_FILE}"),
    ("ppt/", f"is a PowerPoint file; {_WORD_FILE}"),
    ("Index/Document.iwa", f"is a file of Pages, Numbers or Keynote; {_WORD_FILE}"),
    ("Index.zip", f"is a file of Pages, Numbers or Keynote; {_WORD_FILE}"),
    ("FixedDocumentSequence.fdseq", "is an XPS file; ask the sender for the PDF"),
    ("META-INF/MANIFEST.MF", _PROGRAM),
    ("META-INF/container.xml", f"is an e-book; {_WORD_FILE}"),
)
_ODF = "application/vnd.oasis.opendocument."
_PDF_WITHIN = 1024
_HEAD = 4096
_MARKUP = re.compile(
    r"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h1|span|font)\b",
    re.IGNORECASE | re.DOTALL,
)
# Word of 2003 and LibreOffice each have a document that is one XML file.
_FLAT = re.compile(r"<\?mso-application\s+progid=\"Word|<w:wordDocument\b|<pkg:package\b|<office:document\b")
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]*):(?:\s|$)|\s+\S|From \S")
_MAIL_FIELDS = frozenset(
    {"from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path"}
)
_FEWEST_FIELDS = 2


def form_of(data: bytes, name: str) -> Form:
    """The form of the file `name` with the bytes `data`: what is nothing else is a text.

    Raises BulletinError for an empty file and for one that is no document: a sheet, a picture, an
    archive, a program.
    """
    if not data.strip():
        raise BulletinError(f"{name}: is empty; export the bulletin again")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Form.PDF
    if data.startswith(b"PK"):
        return _form_of_zip(data, name)
    if data.startswith(_OLE):
        return _form_of_ole(data, name)
    for at, first, what in _FIRST_BYTES:
        if data.startswith(first, at):
            raise BulletinError(f"{name}: {what}")
    head = _head(data)
    if head.startswith("{\\rtf"):
        return Form.RTF
    if _FLAT.search(head):
        return Form.DOC
    if _MARKUP.match(head):
        return Form.HTML
    if head.startswith("<?xml"):
        raise BulletinError(f"{name}: is data in XML; {_WORD_FILE}")
    return Form.MAIL if _is_mail(head) else Form.TEXT


def _head(data: bytes) -> str:
    """The beginning of the file as letters, whatever Unicode it is in: enough for what is plain ASCII."""
    head = data[:_HEAD]
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head.decode(codec, "ignore").lstrip("\ufeff \t\r\n")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1").lstrip()


def _form_of_zip(data: bytes, name: str) -> Form:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.namelist()
            if parts and parts[0] == "mimetype":
                with package.open(parts[0]) as file:
                    kind = file.read(_HEAD).decode("ascii", "replace")
                if kind.startswith(f"{_ODF}text"):
                    return Form.ODT
                if kind.startswith(_ODF):
                    what = kind.removeprefix(_ODF)
                    raise BulletinError(f"{name}: is a {what} of LibreOffice; {_WORD_FILE}")
    except DAMAGE:
        # A damaged Word file is still one: its reader says what is damaged.
        return Form.DOCX
    if any(part.startswith("word/") for part in parts):
        return Form.DOCX
    for begin, what in _PARTS:
        if any(part.startswith(begin) for part in parts):
            raise BulletinError(f"{name}: {what}")
    if "[Content_Types].xml" in parts:
        return Form.DOCX
    files = sum(not part.endswith("/") for part in parts)
    raise BulletinError(f"{name}: is an archive (ZIP) with {files} files; unpack it and import the folder")


def _form_of_ole(data: bytes, name: str) -> Form:
    for stream, what in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise BulletinError(f"{name}: {what}")
    if "WordDocument".encode("utf-16-le") not in data:
        raise BulletinError(f"{name}: is damaged, or no Word file; {_WORD_FILE}")
    flags = data[_FIB + _FLAGS + 1 : _FIB + _FLAGS + 2]
    if data.startswith(_FIB_BEGIN, _FIB) and flags and flags[0] & _LOCKED:
        raise BulletinError(f"{name}: is a Word file locked with a password; ask the sender for it without")
    return Form.DOC


def _is_mail(head: str) -> bool:
    """Whether the text begins with the header of a mail."""
    fields: set[str] = set()
    for line in head.splitlines():
        field = _FIELD.match(line)
        if field is None:
            break
        if field["name"]:
            fields.add(field["name"].lower())
    return len(fields & _MAIL_FIELDS) >= _FEWEST_FIELDS
