"""OpenDocument texts made of their parts as XML, so that a test shows what it reads."""

import re
from pathlib import Path

from tests.importer.readers.word_file import zipped

MIMETYPE = "application/vnd.oasis.opendocument.text"
_NAMESPACES = {
    **{
        prefix: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
        for prefix, path in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
        }.items()
    },
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def part(root: str, content: str) -> str:
    """A part with the root `office:document-<root>`."""
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return f"<office:document-{root} {namespaces}>{content}</office:document-{root}>"


def odt_file(text: str, automatic: str = "", styles: str = "") -> bytes:
    """An .odt of its text, its automatic styles, and the content of its styles part."""
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles>{body}"
    return zipped(
        {
            "mimetype": MIMETYPE,
            "content.xml": part("content", content),
            "styles.xml": part("styles", styles),
        }
    )


def of_folder(folder: Path) -> bytes:
    """The .odt whose `text.xml`, `automatic.xml` and `styles.xml` are in `folder`, as `odt_file` takes."""
    texts = {
        path.stem: re.sub(r">\n\s*<", "><", path.read_text(encoding="utf-8")).strip()
        for path in folder.glob("*.xml")
    }
    return odt_file(texts["text"], texts.get("automatic", ""), texts.get("styles", ""))
