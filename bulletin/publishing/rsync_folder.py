"""A site in a folder of another machine, brought there by rsync, which is needed on both."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.search import manifest
from bulletin.search.manifest import FOLDER, MANIFEST

# The list of the search's files, which open pages read first: it comes after all it names.
_MANIFEST = f"/{FOLDER}/{MANIFEST}"
_RSYNC = ("rsync", "-rt", "--chmod=D755,F644")
_BUNDLE = re.compile(r"[0-9a-f]{16}")
# So many folders rsync looks into for what it need not be sent.
_MOST_OLDER = 20


class RsyncFolder:
    """The folder `goal`, as rsync takes it, that is to hold the site in the folder `site`."""

    def __init__(self, site: Path, goal: str) -> None:
        self._source = f"{site}/"
        self._goal = f"{goal.rstrip('/')}/"

    def names(self) -> set[str]:
        """The names in the folder; none where it is not there yet."""
        return self._listed()

    def paths(self) -> Collection[str]:
        """The paths of all that lies below the folder."""
        return self._listed("--recursive")

    def put(self, name: str, text: str) -> None:
        """Write the file `name` right into the folder. Raises BulletinError, as all that follow."""
        with tempfile.TemporaryDirectory() as made:
            file = Path(made, name)
            file.write_text(text, encoding="utf-8")
            _run((*_RSYNC, str(file), self._goal))

    def bring_search(self) -> None:
        """Bring the files of the search that are named by their content."""
        self._bring_grown()
        hashed = (f"--include=/{FOLDER}/", f"--exclude={_MANIFEST}", f"--include=/{FOLDER}/**", "--exclude=*")
        _run((*_RSYNC, *hashed, self._source, self._goal))

    def bring_pages(self) -> None:
        """Bring all files but the list of the search's; new pages come into place together, at the end."""
        _run((*_RSYNC, "--delay-updates", f"--exclude={_MANIFEST}", self._source, self._goal))

    def finish(self, kept: Collection[str]) -> None:
        """Bring what is left, and remove what the site has not, but for the names `kept` in the folder."""
        _run((*_RSYNC, "--delete-after", *(f"--exclude=/{name}" for name in kept), self._source, self._goal))

    def _bring_grown(self) -> None:
        """Bring bundles that are new there; what they have of an older one, rsync copies there from that."""
        try:
            bundles = [one.name for one in manifest.read(Path(self._source, FOLDER)).bundles]
        except (OSError, ValueError):
            return
        # The newest one is small, and another each day.
        there = self._listed(below=f"{FOLDER}/") if len(bundles) > 1 else set()
        older = sorted(name for name in there if _BUNDLE.fullmatch(name))[:_MOST_OLDER]
        for name in bundles[1:]:
            if older and name not in there:
                copies = (f"--copy-dest=../{one}" for one in older)
                _run((*_RSYNC, *copies, f"{self._source}{FOLDER}/{name}/", f"{self._goal}{FOLDER}/{name}/"))

    def _listed(self, *options: str, below: str = "") -> set[str]:
        command = ("rsync", "--list-only", "--8-bit-output", *options, f"{self._goal}{below}")
        listed = subprocess.run(command, capture_output=True, check=False)
        # A folder that is not there yet cannot be listed; a host out of reach fails again right after this.
        lines = listed.stdout.decode("utf-8", "surrogateescape").splitlines()
        return {line.split(maxsplit=4)[4] for line in lines if len(line.split(maxsplit=4)) == 5} - {"."}


def _run(command: Sequence[str]) -> None:
    # The public reads what is published, whatever the umask of whoever publishes.
    done = subprocess.run(command, check=False, umask=0o022)
    if done.returncode:
        raise BulletinError(f"rsync failed with code {done.returncode}, see above; then publish again")
