#!/bin/sh
# Makes sure that what checks JavaScript and CSS is there: node and npm from PATH or Debian, and the packages that
# tests/js/package-lock.json pins. A copy of the lock in node_modules says which were installed.
set -eu
cd "$(dirname "$0")/.."

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    name=node needs="node and npm"
    . .ci/apt.sh
    apt_allowed nodejs npm
    echo "Installing nodejs and npm with apt-get …"
    apt_install nodejs npm
fi

cd tests/js
if ! cmp -s package-lock.json node_modules/ready; then
    echo "Installing the pinned packages of tests/js …"
    npm ci --silent --no-audit --no-fund --ignore-scripts
    cp package-lock.json node_modules/ready
fi
