"""The theme's static files, copied as they are; what the theme no longer has goes from the output too."""

from __future__ import annotations

from pathlib import Path

from bulletin.build.output_folder import OutputFolder


def copy_static(source: Path, output: OutputFolder) -> None:
    """Bring `output` to hold exactly the files below `source`, symbolic links left aside."""
    present = output.stamps()
    wanted = files_below(source)
    for name, path in wanted.items():
        output.write(name, path.read_bytes())
    output.remove_all_but(wanted, present)


def is_copied(source: Path, output: OutputFolder) -> bool:
    """Whether `output` holds exactly the files below `source`."""
    wanted = files_below(source)
    return output.stamps().keys() == wanted.keys() and all(
        output.holds(name, path.read_bytes()) for name, path in wanted.items()
    )


def files_below(source: Path) -> dict[str, Path]:
    """The files below `source` that are copied, by their paths from there."""
    return {
        path.relative_to(source).as_posix(): path
        for path in sorted(source.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
