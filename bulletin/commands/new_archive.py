"""`invoke new`: an archive of one's own, a folder and a repository beside the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bulletin.commands.site_command import ROOT
from bulletin.content.model import BulletinError
from bulletin.importer.started_files import Publisher, started_files
from bulletin.publishing.public_site import is_address

_TEMPLATES = ROOT / "deploy" / "archive"
_PRESETS = ROOT / "deploy" / "archive" / "hosts"


@dataclass(frozen=True, slots=True)
class NewArchive:
    """What an archive begins with: its name, its address, whom to write to, and who hosts it."""

    name: str
    address: str
    contact: str
    host: str = ""


def make(folder: Path, asked: NewArchive) -> list[str]:
    """Make the archive in `folder`, with a first commit where git is; returns the names of its files.

    Raises BulletinError for a folder that is not empty or lies in the program, an address that cannot be
    one, an empty contact, or a host that there is no preset for.
    """
    _refuse(folder, asked)
    files = dict(_files(folder, asked))
    part = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(part, ignore_errors=True)
    for name, data in files.items():
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        (part / name).write_bytes(data)
    (part / "run").chmod(0o755)
    if folder.exists():
        folder.rmdir()
    part.rename(folder)
    _commit(folder)
    return sorted(files)


def asked(name: str, address: str, contact: str, host: str) -> NewArchive:
    """What was typed; what was not is asked for, where somebody sits at the keyboard."""
    if sys.stdin.isatty():
        name = name or input("What is the bulletin called? ")
        address = address or input("Its address, https://…? ")
        contact = contact or input("Contact for readers, an e-mail address or a telephone number? ")
        host = host or input(f"Who hosts it ({', '.join(hosts())}; empty for a server of your own)? ")
    return NewArchive(name, address, contact, host)


def hosts() -> list[str]:
    """The hosts for which there is a preset."""
    return sorted(path.name for path in _PRESETS.iterdir())


def _refuse(folder: Path, asked: NewArchive) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BulletinError(f"{folder}: is there already; name a folder that is not")
    if folder == ROOT or folder.is_relative_to(ROOT):
        raise BulletinError(f"{folder}: lies in the program, whose updates would meet it; name one beside it")
    if not asked.name.strip():
        raise BulletinError("the archive has no name; say --name «Bản tin …»")
    if not is_address(asked.address):
        raise BulletinError(
            f"{asked.address or 'no address'}: say --address https://… as the site will have it"
        )
    if not asked.contact.strip():
        raise BulletinError("no contact; say --contact with an e-mail address or a telephone number")
    if asked.host and asked.host not in hosts():
        raise BulletinError(f"{asked.host}: no preset for this host; there are {', '.join(hosts())}")


def _files(folder: Path, asked: NewArchive) -> Iterator[tuple[str, bytes]]:
    program = Path(os.path.relpath(ROOT, folder)).as_posix()
    repository = _git(ROOT, "remote", "get-url", "origin") or "REPOSITORY-OF-THE-PROGRAM"
    words = {
        "name": repr(asked.name.strip()),
        "title": asked.name.strip(),
        "address": repr(asked.address.rstrip("/")),
        "contact": repr(asked.contact.strip()),
        "program": repr(program),
        "program_path": program,
        "program_windows": program.replace("/", "\\"),
        "program_repository": repository,
        # GitHub names a repository without its host: owner/name.
        "program_slug": "/".join(repository.removesuffix(".git").replace(":", "/").split("/")[-2:]),
        "program_commit": _git(ROOT, "rev-parse", "HEAD") or "COMMIT-OF-THE-PROGRAM",
    }
    templates = [_TEMPLATES, *([_PRESETS / asked.host] if asked.host else [])]
    for place in templates:
        for path in sorted(place.rglob("*.in")):
            name = path.relative_to(place).as_posix().removesuffix(".in")
            if not name.startswith(("hosts/", "content/")):
                text = Template(path.read_text(encoding="utf-8")).substitute(words)
                yield {"gitignore": ".gitignore"}.get(name, name), text.encode()
    publisher = Publisher(f"bản tin {asked.name.strip()}", asked.contact.strip())
    for name, data in started_files(ROOT / "content", publisher):
        yield f"content/{name}", data


def _commit(folder: Path) -> None:
    """A first commit, by whoever git knows here; without git the folder is as good."""
    if shutil.which("git") is None:
        return
    _git(folder, "init", "--quiet", "--initial-branch", "main")
    _git(folder, "add", "--all")
    who = (
        []
        if _git(folder, "config", "user.email")
        else ["-c", "user.name=invoke new", "-c", "user.email=new@localhost"]
    )
    _git(folder, *who, "commit", "--quiet", "--message", "A new archive")


def _git(folder: Path, *words: str) -> str:
    """What git says, stripped; empty where it fails or is not there."""
    try:
        ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return ran.stdout.strip() if ran.returncode == 0 else ""
