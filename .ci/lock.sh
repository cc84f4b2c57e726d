#!/bin/sh
# Writes requirements.lock and requirements-test.lock from pyproject.toml: every package, pinned, with all its hashes.
#
# Pins that still fit are kept; `lock.sh --upgrade` takes the newest versions instead. The locks hold for every system
# and every Python that pyproject.toml allows. The lock of the tests is bound to the pins of the other, so installing it
# gives all of both.
set -eu
cd "$(dirname "$0")/.."

uv_version=0.13.9
uv_home=.cache/lock-venv

if ! "$uv_home/bin/uv" --version 2>/dev/null | grep -qF "uv $uv_version"; then
    # Only its Python is needed: locks that do not install must not keep this from writing better ones.
    [ -x .venv/bin/python ] || sh .ci/venv.sh runtime
    echo "Installing uv $uv_version into $uv_home …"
    .venv/bin/python -m venv --clear "$uv_home"
    "$uv_home/bin/python" -m pip install -qq --disable-pip-version-check --only-binary :all: "uv==$uv_version"
fi

# --no-config: an index or a mirror set up on this machine must not decide what goes into the locks.
compile() {
    "$uv_home/bin/uv" --no-config pip compile --quiet --universal --generate-hashes --no-emit-index-url \
        --custom-compile-command "make lock" "$@" >/dev/null
}

compile "$@" pyproject.toml --output-file requirements.lock
compile "$@" pyproject.toml --group test --constraint requirements.lock --output-file requirements-test.lock
echo "Written: requirements.lock, requirements-test.lock"
