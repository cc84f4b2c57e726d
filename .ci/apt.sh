# Installs Debian packages that the tests need; sourced by scripts that set before: name (their own, for messages) and
# needs (what is missing, in words). Ends the script with one line where it cannot.

fail() {
    echo "$name: $*" >&2
    exit 1
}

# as_root COMMAND…: run as the one who may install.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env "$@"
    else
        sudo -n env "$@"
    fi
}

# apt_allowed PACKAGE…: end with what to type unless packages can be installed here.
apt_allowed() {
    by_hand="type: sudo apt-get install --no-install-recommends $*"
    command -v apt-get >/dev/null || fail "the tests need $needs on PATH; install them, then type: make test"
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null || fail "the tests need $needs; $by_hand"
}

apt_get() {
    as_root DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# apt_install PACKAGE…: behind apt_allowed; what apt-get says goes into a log.
apt_install() {
    mkdir -p .cache
    log=.cache/$name.log
    if ! { apt_get update && apt_get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
        reason=$(grep '^E:' "$log" | tail -n 1) || reason=$(tail -n 1 "$log")
        fail "apt-get could not install $* (${reason#E: }; all it said is in $log); $by_hand"
    fi
}
