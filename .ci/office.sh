#!/bin/sh
# Makes sure that LibreOffice is there for the tests of .doc and .rtf, installing it where apt-get may be used.
set -eu
cd "$(dirname "$0")/.."

for program in soffice libreoffice /Applications/LibreOffice.app/Contents/MacOS/soffice; do
    if command -v "$program" >/dev/null; then
        exit 0
    fi
done

# Without windows: a third of the whole.
package=libreoffice-writer-nogui
name=office needs=LibreOffice
. .ci/apt.sh
apt_allowed "$package"
echo "Installing $package with apt-get …"
apt_install "$package"
