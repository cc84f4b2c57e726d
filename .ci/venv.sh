#!/bin/sh
# Makes .venv hold exactly the packages of a lock file: `venv.sh runtime` or `venv.sh test` (runtime and tests).
#
# .venv/ready-* is a copy of the lock that was installed, below the folder and the Python it was installed for. It is
# written last, so an interrupted run is simply done again; and it is compared whole, so a changed lock, a moved
# checkout or another Python is noticed. PYTHON=… chooses the Python of a new .venv.
set -eu
cd "$(dirname "$0")/.."

wanted=${1:-test}
case $wanted in
    runtime) lock=requirements.lock ;;
    test) lock=requirements-test.lock ;;
    *) echo "usage: venv.sh runtime|test" >&2; exit 2 ;;
esac

fail() {
    echo "set-up: $*" >&2
    exit 1
}

# What a stamp for the lock $1 must say; the Python without its patch level, as a security update changes nothing for us.
stamp() {
    version=$(.venv/bin/python -V 2>&1) || return 1
    echo "${version%.*} $PWD"
    cat "$1"
}

is_ready() {
    [ -f ".venv/ready-$1" ] && [ -x .venv/bin/python ] && stamp "$2" | cmp -s - ".venv/ready-$1"
}

write_stamp() {
    stamp "$2" >".venv/ready-$1.new"
    mv ".venv/ready-$1.new" ".venv/ready-$1"
}

if is_ready runtime requirements.lock; then
    if [ "$wanted" = runtime ] || is_ready test requirements-test.lock; then
        exit 0
    fi
fi

# Names may exist and still not work (pyenv's shims), so each candidate is asked. The question must be readable to
# Python 2 as well.
question='
import sys
sys.stdout.write("%d.%d" % sys.version_info[:2])
if sys.version_info < (3, 11):
    sys.exit(3)
try:
    import ensurepip, venv
except ImportError:
    sys.exit(4)
'
find_python() {
    too_old='' without_venv=''
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3.13 python3.12 python3.11 python3 python
    fi
    for name; do
        path=$(command -v "$name" 2>/dev/null) || continue
        status=0
        version=$("$path" -c "$question" 2>/dev/null) || status=$?
        case $status in
            0) python=$path; return ;;
            3) too_old="${too_old:+$too_old, }$name is $version" ;;
            4) without_venv=${without_venv:-$version} ;;
        esac
    done
    if [ -n "$without_venv" ]; then
        fail "Python $without_venv lacks its venv module; type: sudo apt-get install python$without_venv-venv"
    fi
    fail "Python 3.11 or newer is needed (${PYTHON:+PYTHON=$PYTHON; }${too_old:-none found}); type:" \
        "sudo apt-get install python3 python3-venv (Debian 12, Ubuntu 24.04 or later), or name one:" \
        "make setup PYTHON=/path/to/python3"
}

# Packages of the tests come on top of a sound .venv; anything else starts afresh, so that nothing old lingers.
if ! { is_ready runtime requirements.lock && [ ! -e .venv/ready-test ]; }; then
    find_python
    echo "Creating .venv with $("$python" -V) ($python) …"
    rm -f .venv/ready-*
    log=$("$python" -m venv --clear .venv 2>&1) || fail "could not create .venv: $(echo "$log" | tail -n 1)"
fi

# Wheels only: building from source would run code, and fetch build tools, that no hash covers.
echo "Installing the pinned packages of $lock into .venv (about half a minute) …"
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --only-binary :all: -r "$lock" >.venv/pip.log 2>&1; then
    reason=$(grep '^ *ERROR' .venv/pip.log | tail -n 1) || reason=$(tail -n 1 .venv/pip.log)
    fail "pip could not install $lock (${reason#ERROR: }); all it said is in .venv/pip.log; then type: make setup"
fi

# requirements-test.lock holds all of requirements.lock (see lock.sh), so it makes both ready.
if [ "$wanted" = test ]; then
    write_stamp test requirements-test.lock
fi
write_stamp runtime requirements.lock
