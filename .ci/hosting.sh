#!/bin/sh
# Makes sure that nginx and rsync are there for the tests of publishing, installing them where apt-get may be used.
set -eu
cd "$(dirname "$0")/.."

missing=''
# Debian has nginx in a folder that is not on everybody's PATH.
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx"
command -v rsync >/dev/null || missing="$missing rsync"
if [ -z "$missing" ]; then
    exit 0
fi

fail() {
    echo "hosting: $*" >&2
    exit 1
}

by_hand="type: sudo apt-get install --no-install-recommends$missing"
command -v apt-get >/dev/null || fail "the tests need nginx and rsync; install both, then type: make test"
if [ "$(id -u)" -eq 0 ]; then
    as_root="env"
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    fail "the tests need nginx and rsync; $by_hand"
fi

mkdir -p .cache
log=.cache/hosting.log
echo "Installing$missing with apt-get …"
apt() {
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}
# A package that starts its service would take port 80 of this machine; it is only wanted as a program.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod +x "$policy"
    trap '$as_root rm -f "$policy"' EXIT
fi
# shellcheck disable=SC2086 # a list of words
if ! { apt update && apt install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    reason=$(grep '^E:' "$log" | tail -n 1) || reason=$(tail -n 1 "$log")
    fail "apt-get could not install$missing (${reason#E: }; all it said is in $log); $by_hand"
fi
