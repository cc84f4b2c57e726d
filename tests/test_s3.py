"""S3 by its own program against a server that answers like it; run by hand, since both take 480 MB.

In an environment of their own: `pip install 'moto[s3,server]' awscli`, and its `bin` on PATH.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.build import host_headers
from bulletin.publishing import upload
from bulletin.publishing.target import parse
from tests.built_site import MINI, built_at, tree
from tests.web_server import free_port, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("moto_server") and shutil.which("aws")),
        reason="moto_server and aws are not on PATH: pip install 'moto[s3,server]' awscli",
    ),
]
HEADERS = host_headers.load()
BUCKET = "kho-diem-bao"


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where an empty bucket answers, by the settings of Amazon's program."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    for name, value in (
        ("AWS_ENDPOINT_URL", address),
        ("AWS_ACCESS_KEY_ID", "nobody"),
        ("AWS_SECRET_ACCESS_KEY", "nothing"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_CONFIG_FILE", str(tmp_path / "config")),
    ):
        monkeypatch.setenv(name, value)
    with running(("moto_server", "-H", "127.0.0.1", "-p", str(port)), port, tmp_path / "log"):
        aws("s3api", "create-bucket", "--bucket", BUCKET)
        reading = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::*",
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [reading]})
        aws("s3api", "put-bucket-policy", "--bucket", BUCKET, "--policy", policy)
        yield address


def aws(*words: str) -> str:
    return subprocess.run(("aws", *words), check=True, capture_output=True, encoding="utf-8").stdout


def test_the_bucket_holds_the_site_and_each_file_its_caching(address: str, tmp_path: Path) -> None:
    site = built_at("https://kho.example", tmp_path / "output", MINI / "in")
    target = parse(f"s3://{BUCKET}/duoi")
    upload.upload(site, target, tmp_path, HEADERS, tmp_path / "nothing")
    before = Path(shutil.copytree(site, tmp_path / "before"))
    # A page that goes, two that change, one of them by no more than a letter, and a new one.
    (site / "gioi-thieu" / "index.html").unlink()
    (site / "ban-quyen" / "index.html").write_text("Bản quyền, đã sửa.", encoding="utf-8")
    page = site / "index.html"
    page.write_bytes(page.read_bytes().replace(b"<html", b"<htmx"))
    (site / "moi").mkdir()
    (site / "moi" / "index.html").write_text("Mới.", encoding="utf-8")
    upload.upload(site, target, tmp_path, HEADERS, before)
    _assert_holds(address, site)
    upload.upload(before, target, tmp_path, HEADERS, site)
    _assert_holds(address, before)


def _assert_holds(address: str, site: Path) -> None:
    expected = tree(site)
    keys = aws(
        "s3api", "list-objects-v2", "--bucket", BUCKET, "--query", "Contents[].Key", "--output", "text"
    )
    assert sorted(keys.split()) == sorted(f"duoi/{name}" for name in expected)
    for name, data in expected.items():
        with urllib.request.urlopen(f"{address}/{BUCKET}/duoi/{name}") as answer:
            assert answer.read() == data, name
            is_hashed = name.startswith("search/") and name != "search/manifest.json"
            caching = HEADERS.cache_hashed if is_hashed else HEADERS.cache_others
            assert answer.headers["Cache-Control"] == caching, name
            if name.endswith(".html"):
                assert answer.headers["Content-Type"] == "text/html", name
