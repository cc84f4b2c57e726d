"""An article as a reference to cite: for people, BibTeX, RIS, CSL-JSON, COinS; letters stay as they are.

Names are never split into family and given name, since the bulletin prints pen names too. Nothing is
asked of a clock, so no style says when the article was read.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from bulletin.text.dates import short_date
from bulletin.text.letters import squeeze

# What TeX would take for a command. A brace counts for BibTeX even behind a backslash, so it gets a name.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_TEX_SIGN = re.compile("[" + re.escape("".join(_TEX)) + "]")
# Made once: `json.dumps` with an option makes an encoder for each call.
_json = json.JSONEncoder(ensure_ascii=False).encode
_DIGEST = "Bài tóm lược của kho lưu trữ, không phải nguyên văn"


@dataclass(frozen=True, slots=True)
class Reference:
    """What there is to cite of an article.

    `newspapers` are the sources as printed; `printed_on` is the newspaper's date where the bulletin
    has it; `issue_date` and `number` say where in the bulletin `bulletin` the article stands. `url` is
    None for a site whose address is not known.
    """

    title: str
    authors: tuple[str, ...]
    newspapers: tuple[str, ...]
    printed_on: datetime.date | None
    page: str | None
    section: str
    bulletin: str
    issue_date: datetime.date
    number: int
    is_digest: bool
    url: str | None
    language: str = "vi"

    @property
    def key(self) -> str:
        """The identity of the article in a list of references: `bantin-2023-12-11-5`."""
        return f"bantin-{self.issue_date.isoformat()}-{self.number}"

    @property
    def date(self) -> datetime.date:
        """The newspaper's date, else that of the issue, on which the article appeared too."""
        return self.printed_on or self.issue_date

    @property
    def place(self) -> str:
        """Where in the bulletin the article stands, in words."""
        return f"{self.bulletin}, số ra ngày {short_date(self.issue_date)}, bài {self.number}"

    @property
    def container(self) -> str:
        """The newspaper, or the bulletin where it names none."""
        return "; ".join(self.newspapers) or self.bulletin

    @property
    def note(self) -> str:
        """What a reader of the reference has to know besides: the bulletin, and that the text is a digest."""
        return f"Dẫn theo {self.place}." + (f" {_DIGEST}." if self.is_digest else "")


def vietnamese(reference: Reference) -> str:
    """`Khánh Linh (10/12/2023). Tên bài. Báo. Dẫn theo Bản tin …, số ra ngày …, bài 5. https://…`.

    A part that the bulletin did not print is left out; without an author the title comes first.
    """
    day = f"({short_date(reference.printed_on)})" if reference.printed_on else ""
    title = f"{reference.title} [Bài tóm lược]" if reference.is_digest else reference.title
    authors = ", ".join(reference.authors)
    head = [f"{authors} {day}", title] if authors else [f"{title} {day}"]
    newspaper = "; ".join(reference.newspapers)
    if newspaper and reference.page:
        newspaper += f", trang {reference.page}"
    parts = [_ended(squeeze(part)) for part in (*head, newspaper, f"Dẫn theo {reference.place}")]
    return " ".join(part for part in (*parts, reference.url) if part)


def bibtex(reference: Reference) -> str:
    """One BibTeX entry in UTF-8, an article of a newspaper; braces keep title and names as they are."""
    fields = {
        "title": f"{{{_tex(reference.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in reference.authors),
        "journal": f"{{{_tex(reference.container)}}}",
        "date": reference.date.isoformat(),
        "year": str(reference.date.year),
        "pages": _tex(reference.page or ""),
        "url": reference.url or "",
        "langid": "vietnamese",
        "entrysubtype": "newspaper",
        "note": _tex(reference.note),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@article{{{reference.key},\n" + ",\n".join(lines) + "\n}"


def ris(reference: Reference) -> str:
    """One RIS record of a newspaper article; its lines end as the format wants, in CR LF."""
    tags: Iterable[tuple[str, str | None]] = (
        ("TY", "NEWS"),
        ("ID", reference.key),
        ("TI", reference.title),
        *(("AU", name) for name in reference.authors),
        ("T2", reference.container),
        ("DA", f"{reference.date:%Y/%m/%d}"),
        ("PY", str(reference.date.year)),
        ("SP", reference.page),
        ("DB", reference.bulletin),
        ("LA", reference.language),
        ("UR", reference.url),
        ("N1", reference.note),
    )
    lines = [f"{tag}  - {squeeze(value)}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - \r\n"])


def csl_json(reference: Reference) -> str:
    """A CSL-JSON list of one newspaper article, the form that Zotero, Pandoc and citeproc read."""
    day = reference.date
    fields = {
        "id": reference.key,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "container-title": reference.container,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "page": reference.page,
        "source": reference.bulletin,
        "language": reference.language,
        "URL": reference.url,
        "note": reference.note,
    }
    lines = (f'"{name}": {_json(value)}' for name, value in fields.items() if value)
    return "[{" + ",\n  ".join(lines) + "}]"


def coins(reference: Reference) -> str:
    """A ContextObject in a span (COinS), the form from which Zotero saves a page as a newspaper article.

    A name in one piece is given as a family name, so that it stays whole.
    """
    fields = (
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", reference.title),
        ("rft.source", reference.container),
        *(("rft.aulast", name) for name in reference.authors),
        ("rft.date", reference.date.isoformat()),
        ("rft.language", reference.language),
        ("rft.identifier", reference.url),
        ("rft.description", reference.note),
    )
    return urlencode([field for field in fields if field[1]])


def _ended(text: str) -> str:
    """`text` with a full stop, unless it ends a sentence already."""
    return text if not text or text[-1] in ".?!…" else f"{text}."


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda match: _TEX[match.group()], squeeze(text))
