"""A real Apache with the preset of `deploy/apache`, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.built_site import ROOT
from tests.web_server import Server, changed, free_port, program, running

PRESET = ROOT / "deploy" / "apache"
SITE = PRESET / "site.conf"
# What Debian's Apache has before anybody changes it, as far as it could touch the site, and mod_headers.
MODULES = ("mpm_event", "authz_core", "alias", "autoindex", "deflate", "dir", "filter", "mime", "negotiation")
LIBRARIES = Path("/usr/lib/apache2/modules")


@contextmanager
def apache(folder: Path, root: Path, path: str = "") -> Iterator[Server]:
    """Serve `root` with the preset; the site lies below `path` in it. Its own files go to `folder`."""
    site_conf = folder / "diem-bao.conf"
    site_conf.write_text(_site_conf(path), encoding="utf-8")
    port = free_port()
    host = changed(
        (PRESET / "virtual-host.conf").read_text(encoding="utf-8"),
        {
            "*:80": f"127.0.0.1:{port}",
            "DocumentRoot /var/www/diem-bao": f"DocumentRoot {root}",
            "<Directory /var/www/diem-bao>": f"<Directory {root}>",
            "/var/www/diem-bao/redirects": f"{root}{path}/redirects",
        },
    )
    with _apache(folder, port, host):
        yield Server(port, root)


@contextmanager
def apache_by_htaccess(folder: Path, root: Path, path: str = "") -> Iterator[Server]:
    """The same from a host that only takes a file `.htaccess`: it serves a copy of `root` with that file."""
    copy = Path(shutil.copytree(root, folder / "copy", copy_function=os.link))
    site = Path(f"{copy}{path}")
    redirects = site / "redirects.apache.conf"
    rules = redirects.read_text(encoding="utf-8") if redirects.exists() else ""
    (site / ".htaccess").write_text(_site_conf(path) + rules, encoding="utf-8")
    port = free_port()
    host = (
        f"<VirtualHost 127.0.0.1:{port}>\nDocumentRoot {copy}\n"
        f"<Directory {copy}>\nRequire all granted\nAllowOverride All\n</Directory>\n</VirtualHost>\n"
    )
    with _apache(folder, port, host):
        yield Server(port, copy)


def _site_conf(path: str) -> str:
    preset = SITE.read_text(encoding="utf-8")
    return changed(preset, {"ErrorDocument 404 /404.html": f"ErrorDocument 404 {path}/404.html"})


@contextmanager
def _apache(folder: Path, port: int, host: str) -> Iterator[None]:
    log = folder / "error.log"
    modules = "".join(
        f"LoadModule {name}_module {LIBRARIES}/mod_{name}.so\n" for name in (*MODULES, "headers")
    )
    # Apache gives up root's rights; as anybody else it keeps the ones it has.
    rights = "User #65534\nGroup #65534\n" if os.geteuid() == 0 else ""
    configuration = folder / "apache.conf"
    configuration.write_text(
        f"{modules}{rights}ServerRoot {folder}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\n"
        f"DefaultRuntimeDir {folder}\nPidFile {folder}/pid\nErrorLog {log}\n"
        "StartServers 1\nTypesConfig /etc/mime.types\n"
        # What a host may have around the preset: as on Debian lists of folders and some compression already,
        # and other pages for folders.
        "<Directory />\nRequire all denied\nAllowOverride None\nOptions Indexes FollowSymLinks\n"
        f"</Directory>\nAddOutputFilterByType DEFLATE text/html text/css\nDirectoryIndex index.php\n{host}",
        encoding="utf-8",
    )
    with running((program("apache2"), "-D", "FOREGROUND", "-f", str(configuration)), port, log):
        yield
