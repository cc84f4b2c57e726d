"""Modules become one classic script; whatever form of module is not known stops it with one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.offline.modules import classic_script
from bulletin.offline.theme import copied_files

ROOT = Path(__file__).resolve().parents[2]


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "entry.js"


def test_what_is_needed_stands_before_what_needs_it(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import { a as b } from "./middle.js";\nimport T from "./table.js";\nself.out = b() + T.x;\n',
        middle='import T from "./table.js";\nexport function a() { return T.x; }\nexport const c = 1;\n',
        table="export default { x: 1 };\n",
    )
    assert classic_script(entry, {}) == (
        '"use strict";\n(() => {\n'
        "const m0_table = (() => {\nconst exported_default = { x: 1 };\n"
        "return { default: exported_default };\n})();\n"
        "const m1_middle = (() => {\nconst { default: T } = m0_table;\n"
        "function a() { return T.x; }\nconst c = 1;\nreturn { a, c };\n})();\n"
        "const m2_entry = (() => {\nconst { a: b } = m1_middle;\nconst { default: T } = m0_table;\n"
        "self.out = b() + T.x;\nreturn {  };\n})();\n"
        "})();\n"
    )


def test_a_module_may_stand_in_for_another(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import { where } from "./host.js";\nwhere();\n',
        host="export const where = () => fetch(1);\n",
        disk='export const where = () => "disk";\n',
    )
    script = classic_script(entry, {tmp_path / "host.js": tmp_path / "disk.js"})
    assert '"disk"' in script
    assert "fetch" not in script


@pytest.mark.parametrize(
    ("text", "line", "form"),
    [
        ('import * as all from "./other.js";', 1, "import * as all"),
        ('import a, { b } from "./other.js";', 1, "import a, { b }"),
        ('import { a } from "package";', 1, "import { a }"),
        ("const a = 1;\nexport { a };", 2, "export { a };"),
        ('export * from "./other.js";', 1, "export * from"),
        ("export let a = 1;", 1, "export let"),
        ('const a = await import("./other.js");', 1, 'import("./other.js")'),
        ("/* one\ntwo */\nconst a = import.meta.url;", 3, "import.meta"),
        ("await 1;", 1, "await 1;"),
    ],
)
def test_an_unknown_form_is_told_with_its_line(tmp_path: Path, text: str, line: int, form: str) -> None:
    entry = written(tmp_path, entry=text, other="export const b = 1;\n")
    with pytest.raises(BulletinError) as error:
        classic_script(entry, {})
    assert str(error.value).startswith(f"{entry}:{line}: ")
    assert form in str(error.value)
    assert "\n" not in str(error.value)


def test_an_import_in_a_comment_is_none(tmp_path: Path) -> None:
    entry = written(tmp_path, entry='/** @type {import("./x.js").Y} */\nconst a = 1; // no import\n')
    assert "const a = 1;" in classic_script(entry, {})


def test_a_circle_and_a_missing_module_are_told(tmp_path: Path) -> None:
    entry = written(tmp_path, entry='import { a } from "./a.js";\n', a='import { b } from "./entry.js";\n')
    with pytest.raises(BulletinError, match=r"circle: entry\.js → a\.js → entry\.js"):
        classic_script(entry, {})
    (tmp_path / "a.js").unlink()
    with pytest.raises(BulletinError, match=r"a\.js: cannot be read"):
        classic_script(entry, {})


def test_our_own_modules_need_nothing_that_a_disk_has_not() -> None:
    files = dict(copied_files(ROOT / "theme"))
    for name in ("theme/js/search.js", "theme/js/marks.js"):
        script = files[name].decode()
        assert not re.search(r"^(?! *(?:\*|/\*|//)).*[^{<]\bimport\(", script, re.MULTILINE)
        assert "fetch(" not in script
        assert "new Worker" not in script
    assert not [name for name in files if name.startswith("theme/js/search/")]
