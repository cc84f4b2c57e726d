"""What the clerk does at the desk: each action is a command, does what that does, and shows it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from flask import request

from bulletin.archive.correct import KEYS, correct
from bulletin.archive.take_down import address_of, take_down
from bulletin.content.model import BulletinError
from bulletin.content.registry_names import add_name
from bulletin.desk import shown
from bulletin.desk.drafts import DeskDraft, Drafts
from bulletin.desk.jobs import Jobs
from bulletin.desk.place import DeskPlace
from bulletin.desk.seen import SeenDoubts
from bulletin.importer import takes
from bulletin.importer.command import Wishes, import_one
from bulletin.importer.forget import day_of, forget
from bulletin.importer.inputs import Input


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an action: the page to go on with, and what that says: the command, and a sentence."""

    goes_to: str
    command: str = ""
    said: str = ""


class Actions:
    """The actions of one clerk; each reads the form that was sent. A refusal is a BulletinError."""

    def __init__(self, place: DeskPlace, drafts: Drafts, seen: SeenDoubts, jobs: Jobs) -> None:
        self._place = place
        self._drafts = drafts
        self._seen = seen
        self._jobs = jobs

    def drop(self) -> Done:
        """Lay a document on the desk."""
        file = request.files.get("document")
        if file is None or not file.filename:
            raise BulletinError("chưa chọn văn bản nào")
        draft = self._drafts.add(file.filename, file.read())
        command = shlex.join(["invoke", "import", draft.name, "--dry-run"])
        return Done(f"nhap/{draft.id}/", command, "Đây là những gì văn bản có.")

    def decide(self, key: str) -> Done:
        """Settle a conflict of the document `key`."""
        take = request.form["take"]
        draft = self._drafts.draft(key).decided(take)
        takes.parse(draft.takes)
        self._drafts.keep(draft)
        command = shlex.join(["invoke", "import", draft.name, "--take", take])
        return Done(f"nhap/{key}/", command, "Đã ghi lựa chọn.")

    def bring_in(self, key: str) -> Done:
        """Import the document `key`."""
        draft = self._drafts.draft(key)
        plan = import_one(Input(draft.name, draft.file), self._place.content, Wishes(take=draft.takes))
        day = plan.issue.date.isoformat()
        self._drafts.keep(DeskDraft(draft.id, draft.name, draft.takes, day))
        decided = [word for take in draft.takes for word in ("--take", take)]
        command = shlex.join(["invoke", "import", draft.name, *decided])
        return Done(f"so/{day}/", command, f"Đã nhập số ngày {plan.issue.date:%d/%m/%Y} vào kho.")

    def put_away(self, key: str) -> Done:
        """Take the document `key` off the desk."""
        self._drafts.drop(key)
        return Done("", said="Đã cất văn bản khỏi bàn; những gì đã nhập vẫn ở trong kho.")

    def look_at(self, day: str) -> Done:
        """Tick a doubt about the issue of `day`, or take the tick away."""
        self._seen.turn(day_of(day), request.form["doubt"])
        return Done(request.form.get("back", f"so/{day}/"))

    def correct(self, day: str, number: int) -> Done:
        """Correct the header of an article."""
        articles = shown.articles_of(self._place.content, day_of(day))
        before = dict(next(one for one in articles if one.number == number).values)
        values = {
            key: request.form[key]
            for key in KEYS
            if key in request.form and " ".join(request.form[key].split()) != before[key]
        }
        if values:
            correct(self._place.content, address_of(f"{day}/{number}"), values)
        options = [f"--set={key}={value}" for key, value in values.items()]
        command = shlex.join(["invoke", "correct", f"{day}/{number}", *options])
        said = f"Đã sửa bài {number}." if values else "Không có gì thay đổi."
        return Done(f"so/{day}/#bai-{number}", command, said)

    def take_down(self, day: str, number: int) -> Done:
        """Take an article down."""
        reason = request.form["reason"]
        take_down(self._place.content, address_of(f"{day}/{number}"), reason)
        command = shlex.join(["invoke", "take-down", f"{day}/{number}", "--reason", reason])
        said = f"Bài {number} bị gỡ; lần công bố tới sẽ xoá nội dung khỏi trang."
        return Done(f"so/{day}/#bai-{number}", command, said)

    def forget(self, day: str) -> Done:
        """Undo the import of the issue of `day`."""
        when = day_of(day)
        gone = forget(self._place.content, when)
        for draft in list(self._drafts.all()):
            if draft.day == day:
                self._drafts.keep(DeskDraft(draft.id, draft.name, draft.takes))
        said = f"Đã bỏ số ngày {when:%d/%m/%Y}: {gone.files} tệp, {gone.addresses} địa chỉ."
        return Done("", f"invoke forget {day}", said)

    def add_name(self) -> Done:
        """Add a name to a registry."""
        kind, entry, name = (request.form[each].strip() for each in ("kind", "entry", "name"))
        file = add_name(self._place.content, kind, entry, name)
        command = shlex.join(["invoke", "add-name", kind, entry, name])
        return Done("", command, f"Đã thêm «{name}» vào {file}.")

    def build(self) -> Done:
        """Build the site to look at."""
        self._jobs.start("preview")
        return Done("viec/")

    def publish(self) -> Done:
        """Publish, and remember where to."""
        target = request.form["target"].strip()
        if not target:
            raise BulletinError("chưa ghi nơi công bố: một thư mục, máy:/thư-mục, github-pages, …")
        self._place.drafts.mkdir(exist_ok=True)
        self._place.target.write_text(f"{target}\n", encoding="utf-8")
        again = ("--bring-back",) if "bring-back" in request.form else ()
        self._jobs.start("publish", "--to", target, *again)
        return Done("viec/")

    def roll_back(self) -> Done:
        """Bring the public the version before."""
        self._jobs.start("rollback", "--to", request.form["target"].strip())
        return Done("viec/")
