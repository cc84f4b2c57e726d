"""Ends a build with one line for an expected error, where Pelican would print a traceback for any."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from jinja2 import TemplateError, TemplateSyntaxError

from bulletin.model import BulletinError


@contextlib.contextmanager
def one_line_errors() -> Iterator[None]:
    """Print a BulletinError, a fault of a template or of the disk as one line, and exit with code 1.

    Not by logging: Pelican turns a logged error into another exception where `--fatal=errors` is set.
    """
    try:
        yield
    except BulletinError as error:
        print(error, file=sys.stderr)
    except TemplateSyntaxError as error:
        print(f"{error.filename}:{error.lineno}: {error.message}", file=sys.stderr)
    except TemplateError as error:
        print(f"theme: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; the build stopped there", file=sys.stderr)
    else:
        return
    raise SystemExit(1)
