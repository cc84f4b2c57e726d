"""Word files made of their parts as XML, so that a test shows what it reads."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
# What stands around the content of a part, by the name of its file without digits.
_ROOTS = {
    "document": ("<w:document {ns}><w:body>", "</w:body></w:document>"),
    "styles": ("<w:styles {ns}>", "</w:styles>"),
    "numbering": ("<w:numbering {ns}>", "</w:numbering>"),
    "settings": ("<w:settings {ns}>", "</w:settings>"),
    "footnotes": ("<w:footnotes {ns}>", "</w:footnotes>"),
    "endnotes": ("<w:endnotes {ns}>", "</w:endnotes>"),
    "comments": ("<w:comments {ns}>", "</w:comments>"),
    "header": ("<w:hdr {ns}>", "</w:hdr>"),
    "footer": ("<w:ftr {ns}>", "</w:ftr>"),
    "theme": ("<a:theme {ns}>", "</a:theme>"),
}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>'
)


def relations(*rows: str) -> str:
    """A part of relationships: each row is `id kind target`, or `id kind target External`."""
    elements = []
    for row in rows:
        key, kind, target, *mode = row.split()
        external = f' TargetMode="{mode[0]}"' if mode else ""
        elements.append(f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"{external}/>')
    inner = "".join(elements)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def part(name: str, content: str) -> str:
    """The part `name` with `content`, its root around it."""
    before, behind = _ROOTS[re.sub(r"\d", "", name)]
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return f'<?xml version="1.0"?>{before.format(ns=namespaces)}{content}{behind}'


def word_file(contents: Mapping[str, str], links: str = "") -> bytes:
    """A .docx of the contents of its parts by name (`document`, `header1`), with more relations `links`."""
    rows = [f"rId{name} {re.sub(r'[0-9]', '', name)} {name}.xml" for name in contents if name != "document"]
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations("rId1 officeDocument word/document.xml"),
        "word/_rels/document.xml.rels": relations(*rows, *links.splitlines()),
    }
    return zipped(parts | {f"word/{name}.xml": part(name, text) for name, text in contents.items()})


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of `parts`, always the same bytes for the same parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def of_folder(folder: Path) -> bytes:
    """The .docx whose parts are the files of `folder`: whole, by their paths, or contents as in `word_file`.

    A whole one has `[Content_Types].xml`. White space between elements is for the reader of the test.
    """
    files = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    texts = {name: re.sub(r">\n\s*<", "><", path.read_text(encoding="utf-8")) for name, path in files.items()}
    if "[Content_Types].xml" in texts:
        return zipped(texts)
    links = files["links.txt"].read_text(encoding="utf-8") if "links.txt" in files else ""
    return word_file(
        {name.removesuffix(".xml"): text.strip() for name, text in texts.items() if name != "links.txt"},
        links,
    )


def word_bulletin(path: Path, source: Path, day: str = "02/01/2024") -> Path:
    """The made-up bulletin `source` of 02/01/2024 as a Word file at `path`, under another day."""
    lines = source.read_text("utf-8").replace("02/01/2024", day).splitlines()
    runs = (f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    path.write_bytes(word_file({"document": "".join(runs).replace("\t", "</w:t><w:tab/><w:t>")}))
    return path
