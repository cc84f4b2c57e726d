"""What holds for any text: nothing is lost, nothing is doubled, and bad input is refused in one line."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bulletin.archive import content_rules
from bulletin.content import article_file
from bulletin.content.model import ArticleFile, BulletinError, Severity
from bulletin.content.registry import Registries, Section
from bulletin.importer import blocks, command, document, markdown, parse, source_line, trailer
from bulletin.importer.accounting import Accounting
from bulletin.importer.document import Line, LineNumber
from bulletin.importer.readers import text
from bulletin.importer.source import BlockKind, Disposition, Form, Held, Source, SourceBlock
from bulletin.text.letters import nfc, squeeze, without_spaces
from bulletin.text.markdown import BodyRenderer
from tests.importer.made_up import bulletin_of

RENDERER = BodyRenderer()
marks = st.text("aĐờ 1.2-+*_`#>&;<>/:@|[]()\\!~={}\"'“”…", max_size=30)
words = st.one_of(
    marks, st.text(max_size=30), st.sampled_from(["- a", "1. a", "2. b", "| a | b |", "|---|---|"])
)
texts = words.map(lambda text: squeeze(nfc("".join(c for c in text if c.isprintable() or c.isspace()))))
paragraphs = st.lists(texts.filter(bool), min_size=1, max_size=6)


@given(paragraphs)
@settings(max_examples=500, deadline=None)
@example(["1. a", "2. b", "1. c", "2. d"])
@example(["- a", "- - b", "1. # c"])
@example(["| a | b |", "|---|---|", "| c |"])
@example(["<b>x</b> &lt; &amp; a_b _c_ **d** `e` [f](g) ![h](i) [j]: k"])
def test_markdown_shows_what_is_printed(lines: list[str]) -> None:
    read = blocks.parse(
        [Line(LineNumber(number, f"line {number}"), text) for number, text in enumerate(lines, start=1)]
    )
    assert markdown.shows(markdown.render(read), read, RENDERER)


@given(texts)
def test_source_line_never_raises(text: str) -> None:
    registries = Registries((), (), ())
    source_line.read(text, date(2024, 1, 2), registries)


@given(st.lists(texts.map(lambda t: f"{t} (Plo.vn 1/1)[Về đầu trang](#)") | texts, max_size=4))
def test_trailer_loses_nothing(lines: list[str]) -> None:
    given_lines = [
        Line(LineNumber(number, f"line {number}"), text) for number, text in enumerate(lines, start=1) if text
    ]
    ending = trailer.split(given_lines, date(2024, 1, 2), Registries((), (), ()))
    kept = "".join(line.text for line in ending.body)
    cut = "".join(line.text[: ending.cut.get(line.number, len(line.text))] for line in given_lines)
    assert without_spaces(kept) == without_spaces(cut)


def parsed_or_refused(data: bytes, registries: Registries) -> Accounting | None:
    try:
        return parse.parse(document.of(text.read(data, "a.txt")), registries).accounting
    except BulletinError as error:
        assert "\n" not in str(error)
        return None


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    assert parsed_or_refused(data, Registries((), (), ())) is None


@given(st.lists(paragraphs.map("\n\n".join), min_size=1, max_size=3))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_accounts_of_any_body(bodies: list[str]) -> None:
    accounts = parsed_or_refused(bulletin_of(*bodies).encode(), Registries((), (), ()))
    if accounts is not None:
        assert accounts.unplaced == ()
        assert sum(accounts.counts.values()) == accounts.total


WHOLE = bulletin_of("Một đoạn văn.", "Hai đoạn văn.\n\nĐoạn nữa.")
DAMAGES = ("lost", "twice", "strange", "trailer", "reversed")


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(DAMAGES)), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
# The first line of the list, of which nothing can be read.
@example([(7, "reversed")])
def test_any_damage(damages: list[tuple[int, str]]) -> None:
    lines = WHOLE.split("\n")
    for number, damage in damages:
        at = number % len(lines)
        line = lines[at]
        lines[at : at + 1] = {
            "lost": [], "twice": [line, line], "strange": ["Dòng lạ."], "trailer": [lines[-2]],
            "reversed": [line[::-1]],
        }[damage]  # fmt: skip
        lines = lines if len(lines) > 1 else ["", ""]
    accounts = parsed_or_refused("\n".join(lines).encode(), Registries((), (), ()))
    assert accounts is None or sum(accounts.counts.values()) == accounts.total


def test_letters_that_a_damaged_font_leaves_are_told_as_the_damage_that_they_are() -> None:
    lines = [line for line in bulletin_of("Một \x02 \x03đoạn văn.").split("\n") if line]
    placed = tuple(
        SourceBlock(BlockKind.LINE, line, f"page 1, line {number}", line=number)
        for number, line in enumerate(lines, start=1)
    )
    total = sum(len(without_spaces(line)) for line in lines)
    source = Source("a.pdf", "0", Form.PDF, placed, Held(total, {Disposition.TEXT: total}))
    with pytest.raises(BulletinError, match=r"^a\.pdf: page 1, line \d+ has the control character U\+00"):
        parse.parse(document.of(source), Registries((), (), ()))


@given(st.lists(paragraphs.map("\n\n".join), min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_importing_twice_changes_nothing(bodies: list[str]) -> None:
    project = Path(__file__).resolve().parent / "project"
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "a.txt").write_text(bulletin_of(*bodies), encoding="utf-8")
        first = command.run([folder / "a.txt"], folder / "content", command.Wishes(project_content=project))
        before = {path: path.read_bytes() for path in (folder / "content").rglob("*") if path.is_file()}
        assert (
            command.run([folder / "a.txt"], folder / "content", command.Wishes(project_content=project))
            == first
        )
        after = {path: path.read_bytes() for path in (folder / "content").rglob("*") if path.is_file()}
        assert after == before
    finally:
        shutil.rmtree(folder)


hostile = st.sampled_from(
    ["<a@b.vn>", "<b>x</b>", "![x](y)", "[x](y)", "![](a.png)", "<script>", "<!-- x -->", "[a]: javascript:x",
     "](", "[[[", "\\", "\\[", "`", "<http://a.vn>", "<mailto:a@b>", "123456789012. x",
     "- - - - - - - - - - - - - - x", "> > > > > > > > > > > > > > x",
     "\u0085", "\ufeff", "---", "Title: x", "\u00d0"]
)  # fmt: skip


@given(st.lists(st.lists(hostile | marks, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_passes_the_check_or_is_told(bodies: list[str]) -> None:
    sections = Section("chu-truong-cai-cach", "Chủ trương cải cách")
    registries = Registries((), (sections,), ())
    try:
        whole = bulletin_of(*bodies).encode()
        issue = parse.parse(document.of(text.read(whole, "a.txt")), registries)
    except BulletinError:
        return
    for draft in issue.drafts:
        written = article_file.render(ArticleFile(draft.article, draft.body))
        path = f"articles/2024/2024-03-05/{draft.article.number:02d}-bai.md"
        file, header, findings = article_file.parse_with_header(written, path)
        assert file is not None and not findings
        found = content_rules.article_findings(file, header, written, path, registries)
        errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
        told = " ".join(f"{doubt.code} {doubt.message}" for doubt in draft.doubts)
        assert {code for code in errors if code not in told} <= (
            {"empty-body"} if "no-text" in told else set()
        )
