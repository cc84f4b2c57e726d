#!/bin/sh
# Makes sure that Chromium, its driver and Firefox are on PATH for the browser tests, installing them where apt-get may
# be used. Firefox needs no driver: the tests speak WebDriver BiDi with it (tests/browser/firefox.py).
set -eu
cd "$(dirname "$0")/.."

packages="chromium chromium-driver firefox-esr"
fonts="fonts-dejavu-core" # has all Vietnamese letters; a bare system has no font at all

has_one_of() {
    for name; do
        if command -v "$name" >/dev/null; then
            return 0
        fi
    done
    return 1
}

has_browsers() {
    has_one_of chromedriver && has_one_of chromium chromium-browser google-chrome google-chrome-stable &&
        has_one_of firefox-esr firefox
}

fail() {
    echo "browser: $*" >&2
    exit 1
}

if has_browsers; then
    exit 0
fi

by_hand="type: sudo apt-get install --no-install-recommends $packages $fonts"
command -v apt-get >/dev/null ||
    fail "the tests need Chromium (or Google Chrome), chromedriver and Firefox on PATH; install them, then type: make test"
if [ "$(id -u)" -eq 0 ]; then
    as_root="env"
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    fail "the tests need Chromium, chromedriver and Firefox; $by_hand"
fi

mkdir -p .cache
log=.cache/browser.log
echo "Installing $packages with apt-get (some 200 MB, a minute or two) …"
apt() {
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}
# shellcheck disable=SC2086 # two lists of words
if ! { apt update && apt install -y --no-install-recommends $packages $fonts; } >"$log" 2>&1; then
    reason=$(grep '^E:' "$log" | tail -n 1) || reason=$(tail -n 1 "$log")
    fail "apt-get could not install the browsers (${reason#E: }; all it said is in $log); $by_hand"
fi
has_browsers || fail "apt-get installed $packages, but chromium, chromedriver or firefox is still not on PATH"
