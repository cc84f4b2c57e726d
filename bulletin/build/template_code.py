"""Lets Jinja compile templates to code that gives the same text with fewer calls.

Rendering is most of a cold build, and half of it was Jinja's calls: macros made again what they had
made before, HTML was copied to be marked as HTML, and each call looked for decorators that no macro has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

# Results that are kept for each macro: pages come by the dates of their articles (`PageGroup.day`), so that
# those that show the same cards are not far from each other.
_REMEMBERED = 1 << 12


def compile_lean(environment: Environment, imported: Collection[str]) -> None:
    """Have `environment` compile its templates to lean code; call this before it compiles any.

    `imported` are the names of the templates that others import; a name may be added until its template is
    compiled. A macro of these sees nothing but its arguments, so its result is kept and given again. The
    arguments must be hashable: tuples, not lists. HTML and text of the same letters are told apart, but not
    inside a tuple.

    >>> compile_lean(environment := Environment(autoescape=True), ())
    >>> environment.from_string("{{ a }} {{ b }}").render(a="<i>", b=Markup("<i>"))
    '&lt;i&gt; <i>'
    """
    environment.extend(shown=_shown, remembering=_remembering, imported=imported)
    environment.code_generator_class = _LeanCode
    environment.context_class = _LeanContext


class _LeanCode(CodeGenerator):
    """Jinja's own, which is made to be overridden here: its native types do so in the same place."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        # What {% call %} hands over is a macro too, and sees all that stands around it.
        imported = self.environment.imported  # type: ignore[attr-defined]
        if isinstance(macro_ref.node, nodes.Macro) and self.name in imported:
            self.write("environment.remembering(")
            super().macro_def(macro_ref, frame)
            self.write(")")
        else:
            super().macro_def(macro_ref, frame)


class _LeanContext(Context):
    """Calls a macro that remembers without looking for what only other functions may want to be handed."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is not _Remembering:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


def _shown(value: object) -> str:
    """`escape(value)`, but for HTML, which is as it should be."""
    return value if type(value) is Markup else escape(value)


def _remembering(macro: Macro) -> Callable[..., str]:
    return lru_cache(maxsize=_REMEMBERED, typed=True)(macro)


_Remembering = type(lru_cache(_shown))
