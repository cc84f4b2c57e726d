"""Pagefind's engine as one classic script: the functions around the WebAssembly, and its bytes.

A copy needs more of Pagefind than the search does. That is checked here, so that with another Pagefind the
making of the copies stops, not a reader's search.
"""

from __future__ import annotations

import json
import re

from bulletin.content.model import BulletinError
from bulletin.offline.data_script import bytes_script
from bulletin.offline.readable import FUNCTION

_EXPORT = "\nexport default wasm_bindgen;\n"
# Words that no classic script may have, or that ask for what a disk cannot give.
_MODULE_ONLY = re.compile(r"\bimport\s*[.(\"'{*]|\bexport\s+(?:default|const|let|var|function|class|\{|\*)")
_WASM = b"\0asm"


def engine_script(name: str, glue: str, wasm: bytes) -> bytes:
    """The script that hands over `wasm`, and then the functions of the module `glue`.

    Raises BulletinError where the engine needs what pages from a disk do not have.
    """
    fault = _fault(glue, wasm)
    if fault:
        raise BulletinError(
            f"search/engine: this Pagefind cannot work from a disk: {fault}; "
            "use the version pinned in requirements.lock"
        )
    body = glue.removesuffix(_EXPORT)
    # One file for both: the functions are plain ASCII, so the encoding of the bytes suits them too.
    functions = f"{FUNCTION}({json.dumps(name + '/glue')}, (() => {{\n{body}\nreturn wasm_bindgen;\n}})());\n"
    return functions.encode("ascii") + bytes_script(f"{name}/wasm", [wasm])


def _fault(glue: str, wasm: bytes) -> str | None:
    if not glue.endswith(_EXPORT):
        return "its functions do not end as they should"
    if not glue.isascii():
        return "its functions are not plain ASCII"
    if found := _MODULE_ONLY.search(glue.removesuffix(_EXPORT)):
        return f"its functions say {found.group()!r}, which only modules may"
    if not re.search(
        r"function initSync\(module\)\{(?:(?!function ).)*new WebAssembly\.Module", glue, re.DOTALL
    ):
        return "its initSync does not take the bytes of the WebAssembly"
    if not wasm.startswith(_WASM):
        return "its WebAssembly is none"
    return None
