"""The theme's static files as the site has them: sheets in one, scripts in one, all else as it is."""

from __future__ import annotations

import re
from pathlib import Path

from bulletin.build.output_folder import OutputFolder

SHEET = "css/site.css"
SCRIPT = "js/site.js"
# The first line of the first is the order of the layers; the rest come by their names.
_FIRST = ("reset", "tokens", "base", "layout", "forms")
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
# Whole lines of a script: what stands behind code on a line stays, as it may be text.
_REMARK = re.compile(rb"^\s*//.*$", re.MULTILINE)
_BREAK = re.compile(rb"\s*\n\s*")
# What a sheet can do without, beside its strings, which stay.
_LOOSE = re.compile(rb'("[^"]*")|\s*([{};,])\s*|(:)\s+')


def copy_static(source: Path, output: OutputFolder) -> None:
    """Bring `output` to hold exactly the `theme_files` of `source`; what it has besides goes.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as theme, TemporaryDirectory() as site:
    ...     _ = Path(theme, "new.svg").write_bytes(b"<svg/>"), Path(site, "old.svg").write_bytes(b"<svg/>")
    ...     copy_static(Path(theme), OutputFolder(Path(site)))
    ...     [path.name for path in Path(site).iterdir()]
    ['new.svg']
    """
    present = output.stamps()
    wanted = theme_files(source)
    for name, data in wanted.items():
        output.write(name, data)
    output.remove_all_but(wanted, present)


def is_copied(source: Path, output: OutputFolder) -> bool:
    """Whether `output` holds exactly the `theme_files` of `source`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as theme, TemporaryDirectory() as site:
    ...     _ = Path(theme, "new.svg").write_bytes(b"<svg/>")
    ...     is_copied(Path(theme), OutputFolder(Path(site)))
    False
    """
    wanted = theme_files(source)
    return output.stamps().keys() == wanted.keys() and all(
        output.holds(name, data) for name, data in wanted.items()
    )


def theme_files(source: Path) -> dict[str, bytes]:
    r"""The files below the folder `source`, by their paths from there; symbolic links are left aside.

    A browser asks once for `css/site.css` instead of once for each sheet of `css/`, and once for `js/site.js`
    instead of once for each script of `js/`. What lies in folders below these stays apart.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as theme:
    ...     (css := Path(theme, "css")).mkdir()
    ...     _ = (css / "card.css").write_bytes(b"b {}"), (css / "reset.css").write_bytes(b"/* All */ a {}")
    ...     theme_files(Path(theme))
    {'css/site.css': b'a{}b{}\n'}
    """
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    sheets = {name: files.pop(name) for name in list(files) if re.fullmatch(r"css/[^/]+\.css", name)}
    first = [name for name in (f"css/{one}.css" for one in _FIRST) if name in sheets]
    ordered = [*first, *(name for name in sheets if name not in first)]
    if ordered:
        files[SHEET] = b"".join(_tight(sheets[name]) for name in ordered) + b"\n"
    files |= {name: _tight(files[name]) for name in files if name.endswith(".css") and name != SHEET}
    scripts = [files.pop(name) for name in list(files) if re.fullmatch(r"js/[^/]+\.js", name)]
    if scripts:
        files[SCRIPT] = b"\n".join(_lean(_REMARK.sub(b"", script)) for script in scripts) + b"\n"
    return files


def _tight(sheet: bytes) -> bytes:
    """A sheet without comments, and without any space that says nothing."""
    lean = _LOOSE.sub(lambda one: b"".join(filter(None, one.groups())), _COMMENT.sub(b"", sheet))
    return lean.replace(b";}", b"}").strip()


def _lean(text: bytes) -> bytes:
    """A script without comments and indentation."""
    return _BREAK.sub(b"\n", _COMMENT.sub(b"", text)).strip()
