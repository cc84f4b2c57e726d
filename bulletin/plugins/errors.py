"""Ends a build with one line for an expected error, where Pelican would print a traceback for any."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from bulletin.build.stage import Stage
from bulletin.content.model import BulletinError


@contextlib.contextmanager
def one_line_errors(stage: Stage) -> Iterator[None]:
    """Print a BulletinError or a fault of the disk as one line, and exit with code 1; 130 after Ctrl-C.

    The live site of `stage` stays as it is. Not by logging: Pelican turns a logged error into another
    exception where `--fatal=errors` is set.
    """
    code = 1
    try:
        yield
    except KeyboardInterrupt:
        code = 130
        print(f"stopped by Ctrl-C; {stage.live} is as it was", file=sys.stderr)
    except BulletinError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        # A write that finds the disk full does not know the name of its file.
        where = error.filename or stage.next
        print(
            f"{where}: {error.strerror}; the build stopped there, {stage.live} is as it was", file=sys.stderr
        )
    else:
        return
    stage.leave()
    raise SystemExit(code)
