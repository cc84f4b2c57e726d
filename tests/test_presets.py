"""The presets of `deploy/` promise the same headers, keep to their hosts' rules, and call what is there."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from bulletin.build import host_headers
from tests.built_site import ROOT, build, built_at

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

DEPLOY = ROOT / "deploy"
HEADERS = host_headers.load()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_at("https://kho.example", tmp_path_factory.mktemp("site") / "output")


def test_all_presets_send_the_same_headers(site: Path) -> None:
    expected = dict(HEADERS.security)
    served = (DEPLOY / "nginx" / "site.conf").read_text(encoding="utf-8")
    assert dict(re.findall(r'add_header (\S+) "(.*)" always;', served)) == expected
    by_apache = (DEPLOY / "apache" / "site.conf").read_text(encoding="utf-8")
    assert dict(re.findall(r'^Header always set (?!Cache-Control)(\S+) "(.*)"', by_apache, re.M)) == expected
    for text in (by_apache, (DEPLOY / "nginx" / "http.conf").read_text(encoding="utf-8")):
        assert f'"{HEADERS.cache_hashed}"' in text
    headers_file = (site / "_headers").read_text(encoding="utf-8")
    assert dict(re.findall(r"^  (\S+): (.*)$", headers_file.split("/search")[0], flags=re.M)) == expected
    policy = json.loads((DEPLOY / "s3" / "cloudfront-headers.json").read_bytes())
    security = policy["SecurityHeadersConfig"]
    age = security["StrictTransportSecurity"]["AccessControlMaxAgeSec"]
    custom = {item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]}
    assert {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Strict-Transport-Security": f"max-age={age}",
        "X-Content-Type-Options": "nosniff" if security["ContentTypeOptions"]["Override"] else "",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        **custom,
    } == expected


def test_the_headers_file_keeps_to_the_hosts_rules(site: Path) -> None:
    """Cloudflare Pages: a hundred rules, 2,000 signs a line, one * a rule, no header in two rules."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if not line.startswith(" ")]
    names = [line.split(":")[0] for line in lines if line.startswith(" ")]
    assert len(rules) <= 100
    assert all(len(line) <= 2_000 for line in lines)
    assert all(rule.count("*") <= 1 for rule in rules)
    assert len(names) == len(set(names))


def test_a_site_without_an_address_has_no_headers_file(tmp_path: Path) -> None:
    assert build(ROOT / "content", tmp_path / "output").code == 0
    assert not (tmp_path / "output" / "_headers").exists()


def test_what_hosts_build_with_is_there() -> None:
    """The presets for hosts that build by themselves call what this project has."""
    netlify = tomllib.loads((DEPLOY / "netlify" / "netlify.toml").read_text(encoding="utf-8"))
    cloudflare = tomllib.loads((DEPLOY / "cloudflare" / "wrangler.toml").read_text(encoding="utf-8"))
    assert netlify["build"]["publish"] == cloudflare["pages_build_output_dir"] == "output"
    assert (ROOT / "requirements.lock").is_file()
    for name in ("github/pages.yml", "gitlab/.gitlab-ci.yml", "netlify/netlify.toml"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        assert "--require-hashes --only-binary :all: -r requirements.lock" in text, name
        assert "python -m invoke publish" in text, name
