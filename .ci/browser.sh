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

if has_browsers; then
    exit 0
fi

name=browser needs="Chromium (or Google Chrome), chromedriver and Firefox"
. .ci/apt.sh
# shellcheck disable=SC2086 # two lists of words, here and below
apt_allowed $packages $fonts
echo "Installing $packages with apt-get (some 200 MB, a minute or two) …"
# shellcheck disable=SC2086
apt_install $packages $fonts
has_browsers || fail "apt-get installed $packages, but chromium, chromedriver or firefox is still not on PATH"
