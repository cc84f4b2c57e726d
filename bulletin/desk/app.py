"""The pages of the desk and what their buttons do: each calls what its command calls, and shows that."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response

from bulletin.commands.preview_server import TYPES
from bulletin.commands.site_command import ROOT
from bulletin.content.model import BulletinError
from bulletin.content.registry_names import LISTS
from bulletin.desk import messages, shown, words
from bulletin.desk.actions import Actions, Done
from bulletin.desk.drafts import DeskDraft, Drafts
from bulletin.desk.guard import guard
from bulletin.desk.jobs import Jobs
from bulletin.desk.place import DeskPlace
from bulletin.desk.seen import SeenDoubts
from bulletin.importer.command import Wishes, import_one, told
from bulletin.importer.forget import day_of
from bulletin.importer.inputs import Input
from bulletin.importer.merge import Outcome, Plan
from bulletin.importer.report import conflicts
from bulletin.importer.report_page import rows_of

# What the importer says can be typed to tell articles apart.
_ENTRY = re.compile(r"\b(?:\d+|new)=entry\d+")
_LARGEST = 300_000_000
_STYLES = ROOT / "theme" / "static" / "css"
_REPORT = ROOT / "bulletin" / "importer"


def make(place: DeskPlace, token: str) -> Flask:
    """The desk of the archive at `place`; all its addresses begin with the `token`."""
    app = Flask(__name__, template_folder="pages", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    guard(app, token)
    app.register_blueprint(Desk(place, token).pages())
    return app


class Desk:
    """One clerk at one archive: what was said last is shown on the next page, once.

    So is what was typed into a form that was refused: the article's number, 0 for none, and the values.
    """

    def __init__(self, place: DeskPlace, token: str) -> None:
        self._place = place
        self._base = f"/{token}/"
        self._drafts = Drafts(place.drafts)
        self._seen = SeenDoubts(place.drafts)
        self._jobs = Jobs(place.archive)
        self._messages = messages.load()
        self._said: tuple[str, str, bool] | None = None
        self._tried: tuple[int, Mapping[str, str]] = (0, {})

    def pages(self) -> Blueprint:
        """All addresses of the desk."""
        pages = Blueprint("desk", __name__, url_prefix=self._base.rstrip("/"))
        for address, body in (
            ("/", self._home),
            ("/nhap/<key>/", self._draft),
            ("/so/<day>/", self._issue),
            ("/viec/", self._job),
            ("/viec/tinh-hinh", self._job_state),
            ("/trang/", self._preview),
            ("/trang/<path:name>", self._preview),
            ("/-/<name>", self._file),
        ):
            pages.add_url_rule(
                address, view_func=body, methods=["GET"], endpoint=address.strip("/") or "home"
            )
        actions = Actions(self._place, self._drafts, self._seen, self._jobs)
        for address, act in (
            ("/tha", actions.drop),
            ("/nhap/<key>/chon", actions.decide),
            ("/nhap/<key>/nhap", actions.bring_in),
            ("/nhap/<key>/bo", actions.put_away),
            ("/so/<day>/xem", actions.look_at),
            ("/so/<day>/bai/<int:number>/sua", actions.correct),
            ("/so/<day>/bai/<int:number>/go", actions.take_down),
            ("/so/<day>/quen", actions.forget),
            ("/ten", actions.add_name),
            ("/xem-truoc", actions.build),
            ("/cong-bo", actions.publish),
            ("/lui", actions.roll_back),
        ):
            view = self._acting(act)
            pages.add_url_rule(address, view_func=view, methods=["POST"], endpoint=address.strip("/"))
        return pages

    def _home(self) -> str:
        target = self._place.target
        return self._page(
            "home.html",
            drafts=list(self._drafts.all()),
            issues=shown.newest_issues(self._place.content),
            target=target.read_text("utf-8").strip() if target.exists() else "",
            lists=list(LISTS),
            has_site=(self._place.site / "index.html").is_file(),
        )

    def _draft(self, key: str) -> str:
        try:
            draft = self._drafts.draft(key)
        except BulletinError:
            abort(404)
        try:
            plan = self._planned(draft)
        except (BulletinError, OSError) as error:
            line = told(error, draft.name)
            return self._page("refused.html", draft=draft, line=line, takes=_ENTRY.findall(line))
        document = shlex.quote(draft.name)
        return self._page(
            "draft.html",
            draft=draft,
            plan=plan,
            day=plan.issue.date,
            rows=list(rows_of(plan)),
            accounts=words.accounts(plan.issue),
            conflicts=plan.of(Outcome.CONFLICT),
            told=list(conflicts(plan)),
            doubts=[shown.ShownDoubt(one.code, one.message, one.number) for one in plan.doubts],
            seen=self._seen.of(plan.issue.date),
            command=" ".join(["invoke import", document, *(f"--take {take}" for take in draft.takes)]),
        )

    def _issue(self, day: str) -> str:
        when = day_of(day)
        content = self._place.content
        articles = shown.articles_of(content, when)
        if not articles:
            abort(404)
        return self._page(
            "issue.html",
            day=when,
            articles=articles,
            doubts=shown.doubts_of(content, when),
            seen=self._seen.of(when),
            names=shown.names_of(content),
            draft=next((one for one in self._drafts.all() if one.day == day), None),
            is_out=any(one.first for one in articles),
        )

    def _job(self) -> str:
        return self._page("job.html", job=self._jobs.last)

    def _job_state(self) -> dict[str, Any]:
        job = self._jobs.last
        if job is None:
            abort(404)
        said = self._messages.said(job.lines[-1]).text if job.code and job.lines else ""
        return {"lines": job.lines, "percent": job.percent, "code": job.code, "said": said}

    def _preview(self, name: str = "") -> Response:
        site = self._place.site
        path = name if name and not name.endswith("/") else f"{name}index.html"
        if (site / path).is_dir():
            return redirect(f"{request.path}/")
        if path.endswith(".html") and not (site / path).is_file():
            return make_response(self._page("missing.html"), 404)
        return send_from_directory(site, path, mimetype=TYPES.get(Path(path).suffix))

    def _file(self, name: str) -> Response:
        places = {"tokens.css": _STYLES, "report_page.css": _REPORT}
        return send_from_directory(places.get(name, Path(__file__).parent / "static"), name)

    def _planned(self, draft: DeskDraft) -> Plan:
        wishes = Wishes(take=draft.takes, dry_run=True)
        return import_one(Input(draft.name, draft.file), self._place.content, wishes)

    def _page(self, template: str, **view: Any) -> str:
        said, self._said = self._said, None
        (tried_at, tried), self._tried = self._tried, (0, {})
        return render_template(
            template,
            base=self._base,
            said=said,
            tried=tried,
            tried_at=tried_at,
            doubt_name=words.doubt,
            words=words,
            messages=self._messages,
            **view,
        )

    def _acting(self, act: Callable[..., Done]) -> Callable[..., Response]:
        """`act`, and then the page that it names; what is refused is said on the page it was asked from."""

        def view(**arguments: Any) -> Response:
            try:
                done = act(**arguments)
            except (BulletinError, OSError) as error:
                self._said = ("", told(error, "văn bản"), True)
                self._tried = (arguments.get("number", 0), request.form.to_dict())
                came_from = request.referrer or ""
                at = came_from.find(self._base)
                to_it = f"#bai-{self._tried[0]}" if self._tried[0] else ""
                return redirect((came_from[at:] if at >= 0 else self._base) + to_it)
            if done.said:
                self._said = (done.command, done.said, False)
            return redirect(self._base + done.goes_to)

        return view
