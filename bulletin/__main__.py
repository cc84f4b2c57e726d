"""`python -m bulletin setup | serve | test`: what `make` does, where there is no make, as on Windows."""

import sys

from bulletin.commands import set_up

sys.exit(set_up.main(sys.argv[1:]))
