#!/bin/sh
# Makes sure that nginx, Apache, Caddy and rsync are there for the tests of publishing, installing them where apt-get may be used.
set -eu
cd "$(dirname "$0")/.."

missing=''
# Debian has servers in a folder that is not on everybody's PATH.
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx"
# The program with its modules: the package apache2 is the service around it, and not wanted.
command -v apache2 >/dev/null || [ -x /usr/sbin/apache2 ] || missing="$missing apache2-bin"
# By this list Apache knows a file's type from its name.
[ -e /etc/mime.types ] || missing="$missing media-types"
command -v caddy >/dev/null || missing="$missing caddy"
command -v rsync >/dev/null || missing="$missing rsync"
if [ -z "$missing" ]; then
    exit 0
fi

name=hosting needs="nginx, Apache, Caddy and rsync"
. .ci/apt.sh
# shellcheck disable=SC2086 # a list of words, here and below
apt_allowed $missing
echo "Installing$missing with apt-get …"
# A package that starts its service would take port 80 of this machine; it is only wanted as a program.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
    trap 'as_root rm -f "$policy"' EXIT
fi
# shellcheck disable=SC2086
apt_install $missing
