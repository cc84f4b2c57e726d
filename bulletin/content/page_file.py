"""The pages that editors write (`content/pages/*.md`): header Title, Slug, Summary, then Markdown."""

from __future__ import annotations

from bulletin.content.header import Header, split_header
from bulletin.content.model import Finding, StaticPage
from bulletin.text.letters import slugify

_KEYS = ("Title", "Slug", "Summary")


def parse(text: str, path: str) -> tuple[StaticPage | None, Header, tuple[Finding, ...]]:
    """The page in the `text` of the file at `path`, None where it has faults; its header; the findings."""
    header, findings = split_header(text, path, _KEYS)
    for key in ("Title", "Slug"):
        if not header.values.get(key):
            findings.append(
                Finding(path, 1, "missing-key", f"the header has no {key}; add a line «{key}: …»")
            )
    slug = header.values.get("Slug", "")
    if slug and slug != slugify(slug):
        message = f"Slug {slug!r} is no address part; write {slugify(slug)!r}"
        findings.append(Finding(path, header.lines["Slug"], "bad-slug", message))
    if findings:
        return None, header, tuple(findings)
    summary = header.values.get("Summary") or None
    return StaticPage(header.values["Title"], slug, summary, header.body.strip("\n")), header, ()
