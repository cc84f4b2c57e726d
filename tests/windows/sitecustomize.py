"""Takes from Python what it has not on Windows, in every process that finds this file on its path.

Libraries that know Windows are loaded before; what is taken away after that is missed by our code alone.
"""

import contextlib
import importlib
import multiprocessing
import os
import signal
import sys

LOADED = (
    *(
        "asyncio",
        "multiprocessing.connection",
        "multiprocessing.context",
        "selectors",
        "shutil",
        "subprocess",
    ),
    *("tempfile", "invoke.terminals", "rich.console", "watchfiles"),
)
for library in LOADED:
    with contextlib.suppress(ImportError):
        importlib.import_module(library)
for module in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[module] = None  # type: ignore[assignment]
for name in (
    *(
        "fork",
        "forkpty",
        "getuid",
        "geteuid",
        "sched_getaffinity",
        "O_DIRECTORY",
        "O_NOFOLLOW",
        "pread",
        "pwrite",
    ),
    *("fchmod", "chown", "lchown", "getpgid", "killpg", "setsid", "mkfifo", "O_CLOEXEC", "register_at_fork"),
):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGALRM", "setitimer", "ITIMER_REAL", "pthread_sigmask", "SIGKILL", "SIGHUP"):
    if hasattr(signal, name):
        delattr(signal, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
