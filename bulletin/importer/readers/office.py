"""Old Word documents and RTF: LibreOffice makes a .docx of them, without a network, and that is read."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.importer.readers import docx
from bulletin.importer.source import Form, Source

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None  # type: ignore[assignment]

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS = 25
_MEMORY = 4_000_000_000
# Port 9 is where nothing answers.
_NOWHERE, _NO_PORT = "127.0.0.1", "9"
# What a profile of LibreOffice says: pictures that a document links to are not fetched, macros do not run,
# nothing asks for updates, and what would use the network all the same finds a proxy that is not there.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "CrashReport", "false"),
    ("Office.Common/Misc", "CollectUsageInformation", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(
        setting
        for scheme in ("HTTP", "HTTPS", "FTP")
        for setting in (
            ("Inet/Settings", f"ooInet{scheme}ProxyName", _NOWHERE),
            ("Inet/Settings", f"ooInet{scheme}ProxyPort", _NO_PORT),
        )
    ),
)
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{''.join(_ITEM.format(*setting) for setting in _SETTINGS)}</oor:items>\n"
)
_ENDINGS: Mapping[Form, str] = {Form.DOC: "doc", Form.RTF: "rtf"}
_SAVE_AGAIN = "ask the sender to save it as .docx"


def read(data: bytes, name: str, form: Form) -> Source:
    """The document in `data`, the bytes of an old Word document or of RTF, as `form` says.

    Raises BulletinError where LibreOffice is not installed, or cannot read it in 25 seconds.
    """
    program = _program()
    if program is None:
        raise BulletinError(
            f"{name}: is an {form}: install LibreOffice to import it (libreoffice.org; on Debian and Ubuntu "
            f"apt install libreoffice-writer), or {_SAVE_AGAIN}"
        )
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        converted = _converted(data, name, _ENDINGS[form], program, Path(folder))
    source = docx.read(converted, name)
    return replace(source, form=form, sha256=hashlib.sha256(data).hexdigest())


def _converted(data: bytes, name: str, ending: str, program: str, folder: Path) -> bytes:
    """What LibreOffice makes of the document, as a .docx; all it needs and leaves lies in `folder`."""
    profile, document, made = folder / "profile", folder / f"in.{ending}", folder / "out" / "in.docx"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    document.write_bytes(data)
    options = [
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--nofirststartwizard",
    ]
    wanted = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(document)]
    command = [program, f"-env:UserInstallation={profile.as_uri()}", *options, *wanted]
    process = subprocess.Popen(
        [*_without_network(), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(folder),
        cwd=folder,
        start_new_session=True,
        preexec_fn=_own_limits if resource else None,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise BulletinError(
            f"{name}: takes LibreOffice longer than {_SECONDS} seconds; {_SAVE_AGAIN}"
        ) from None
    finally:
        _end(process)
    # It says that all went well also where it made nothing.
    if not made.is_file():
        raise BulletinError(f"{name}: cannot be opened by LibreOffice: is damaged or locked; {_SAVE_AGAIN}")
    return made.read_bytes()


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _without_network() -> list[str]:
    """What runs a program in a network of its own with nothing in it, where the system lets us."""
    unshare = shutil.which("unshare")
    for command in ([unshare, "-n"], [unshare, "-rn"]) if unshare else ():
        if subprocess.run([*command, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return [part for part in command if part]
    return []


def _environment(folder: Path) -> dict[str, str]:
    proxy = f"http://{_NOWHERE}:{_NO_PORT}"
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    return kept | {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": proxy,
        "https_proxy": proxy,
    }


def _own_limits() -> None:
    """LibreOffice takes more than the process that reads a document may."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it has started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
            )
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
