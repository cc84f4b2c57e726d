"""What is half done on the desk: documents that were dropped, with what was decided of them, in files.

So it survives a window that is closed, and the program's end. A draft is a folder with the document and
`draft.json`; it goes when the document's issue is done with.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.machine.atomic_file import write_whole
from bulletin.machine.json_value import json_value

_STATE = "draft.json"


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """A document on the desk: what was decided of it (`5=document`), and its issue's day.

    `day` is empty as long as it was not imported.
    """

    id: str
    name: str
    takes: tuple[str, ...] = ()
    day: str = ""
    file: Path = field(default=Path(), compare=False)

    def decided(self, take: str) -> DeskDraft:
        """The draft with one more decision; a later one about the same article counts."""
        about = _about(take)
        return replace(self, takes=(*(one for one in self.takes if _about(one) != about), take))


def _about(take: str) -> str:
    """What a decision is about: an article, or an entry of the document's list."""
    number, _, side = take.partition("=")
    return side if side.startswith("entry") else number


class Drafts:
    """All drafts, in the folder `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, data: bytes) -> DeskDraft:
        """Put a document on the desk; the same one again is the draft that it was."""
        shown = (
            "".join(sign for sign in Path(name.replace("\\", "/")).name if sign.isprintable()) or "document"
        )
        key = hashlib.sha256(shown.encode() + b"\0" + data).hexdigest()[:12]
        if (self._folder / key / _STATE).exists():
            return self.draft(key)
        place = self._folder / key
        place.mkdir(parents=True, exist_ok=True)
        # Whatever it is called, its bytes say what it is.
        write_whole(place / "document", data)
        draft = DeskDraft(key, shown, file=place / "document")
        self.keep(draft)
        return draft

    def draft(self, key: str) -> DeskDraft:
        """The draft `key`. Raises BulletinError where there is none, or where its file is damaged."""
        place = self._folder / key
        if not key.isalnum() or not place.is_dir():
            raise BulletinError(f"{key}: there is no such draft on the desk")
        try:
            values = json_value((place / _STATE).read_bytes())
            takes = tuple(map(str, values["takes"]))
            return DeskDraft(key, str(values["name"]), takes, str(values["day"]), place / "document")
        except (OSError, ValueError, TypeError, LookupError):
            raise BulletinError(f"{place / _STATE}: is damaged; remove the folder {place}") from None

    def keep(self, draft: DeskDraft) -> None:
        """Write down what was decided."""
        values = {name: value for name, value in asdict(draft).items() if name != "file"}
        text = json.dumps(values, ensure_ascii=False, indent=1)
        write_whole(self._folder / draft.id / _STATE, text.encode())

    def drop(self, key: str) -> None:
        """Take a draft off the desk; what was imported of it stays."""
        shutil.rmtree(self.draft(key).file.parent)

    def all(self) -> Iterator[DeskDraft]:
        """The drafts that can be read, by their names."""
        found = []
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            try:
                found.append(self.draft(place.name))
            except BulletinError:
                continue
        yield from sorted(found, key=lambda draft: (draft.name, draft.id))
