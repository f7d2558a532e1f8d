"""Mutants: the same module with one small thing in a function changed, as a slip of the pen might."""

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip
TWINS = {"any": "all", "all": "any", "min": "max", "max": "min"}
LEFT_OUT = ("cause", "ksb", "unit", "pathway", "key")
"""Arguments whose loss must be noticed."""
A_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
"""Text that names a field rather than saying something to a person."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the function it is in, what stood there, and what stands there now."""

    path: Path
    function: str
    line: int
    before: str
    after: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """What the mutant is known by, without line numbers."""
        return f"{self.path.stem}.{self.function}: {self.before} -> {self.after}"

    def code(self) -> dict[tuple[str, int], CodeType]:
        """The changed module's functions, by qualified name and first line."""
        return functions_in(compile(self.tree, str(self.path), "exec"))


def functions_in(code: CodeType) -> dict[tuple[str, int], CodeType]:
    """Every function within a piece of code, however deep."""
    found: dict[tuple[str, int], CodeType] = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found[inner.co_qualname, inner.co_firstlineno] = inner
            found |= functions_in(inner)
    return found


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for owner in tree.body:
        for function, within in _functions(owner):
            for node in within:
                for change in _changes(node):
                    yield _mutant(path, tree, owner, function, node, change)


def _mutant(
    path: Path, tree: ast.Module, owner: ast.stmt, function: str, node: ast.AST, change: Callable[[ast.AST], None]
) -> Mutant:
    """The module with one statement of its body, the owner of the node, copied and changed."""
    before = _said(node)
    twins: dict[int, ast.AST] = {}
    changed = copy.deepcopy(owner, twins)  # type: ignore[arg-type]
    twin = twins[id(node)]
    change(twin)
    ast.fix_missing_locations(changed)
    module = ast.Module([changed if each is owner else each for each in tree.body], tree.type_ignores)
    return Mutant(path, function, getattr(node, "lineno", 0), before, _said(twin), module)


def _said(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else text[:99] + "…"


def _functions(owner: ast.stmt) -> Iterator[tuple[str, list[ast.AST]]]:
    """The outermost functions, lambdas among them, each with every node inside: what is not in one is left alone."""
    for node in owner.body if isinstance(owner, ast.ClassDef) else [owner]:
        if isinstance(node, ast.FunctionDef):
            yield node.name, [inner for part in node.body[_told(node) :] for inner in ast.walk(part)]
            for place in node.decorator_list:
                lambdas = [inner for inner in ast.walk(place) if isinstance(inner, ast.Lambda)]
                yield f"{node.name} (applies)", [each for part in lambdas for each in ast.walk(part.body)]


def _told(function: ast.FunctionDef) -> int:
    return int(ast.get_docstring(function) is not None)


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    """The ways to change one node."""
    if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp):
        yield from _operators(node)
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda twin: _become(twin, twin.operand)  # type: ignore[attr-defined]
    elif isinstance(node, ast.If | ast.While | ast.IfExp | ast.comprehension):
        yield from _conditions(node)
    elif isinstance(node, ast.Break | ast.Continue):
        yield lambda twin: _become(twin, OPPOSITES[type(twin)]())
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom | ast.Call):
        yield lambda twin: _become(twin, ast.Expr(_nothing(twin)))
    elif isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield lambda twin: setattr(twin, "value", ast.Constant(None))
    elif isinstance(node, ast.Call):
        yield from _calls(node)


def _operators(node: ast.Compare | ast.BoolOp | ast.BinOp) -> Iterator[Callable[[ast.AST], None]]:
    if isinstance(node, ast.Compare):
        for position, operator in enumerate(node.ops):
            if type(operator) in OPPOSITES:
                yield lambda twin, at=position: twin.ops.__setitem__(at, OPPOSITES[type(twin.ops[at])]())  # type: ignore[misc]
    elif type(node.op) in OPPOSITES and not _joins_text(node):
        yield lambda twin: setattr(twin, "op", OPPOSITES[type(twin.op)]())  # type: ignore[attr-defined]


def _joins_text(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )


def _constants(node: ast.Constant) -> Iterator[Callable[[ast.AST], None]]:
    value = node.value
    if isinstance(value, bool):
        yield lambda twin: setattr(twin, "value", not value)
    elif isinstance(value, int | float):
        yield lambda twin: setattr(twin, "value", value + 1)
    elif isinstance(value, str) and A_NAME.fullmatch(value):
        yield lambda twin: setattr(twin, "value", f"{value}_")


def _conditions(node: ast.If | ast.While | ast.IfExp | ast.comprehension) -> Iterator[Callable[[ast.AST], None]]:
    if isinstance(node, ast.comprehension):
        for position in range(len(node.ifs)):
            yield lambda twin, at=position: twin.ifs.__setitem__(at, ast.Constant(True))  # type: ignore[misc]
    else:
        yield lambda twin: setattr(twin, "test", ast.UnaryOp(ast.Not(), twin.test))  # type: ignore[attr-defined]


def _calls(node: ast.Call) -> Iterator[Callable[[ast.AST], None]]:
    if isinstance(node.func, ast.Name) and node.func.id in TWINS:
        yield lambda twin: setattr(twin.func, "id", TWINS[twin.func.id])  # type: ignore[attr-defined]
    for position, keyword in enumerate(node.keywords):
        if keyword.arg in LEFT_OUT:
            yield lambda twin, at=position: twin.keywords.pop(at)  # type: ignore[misc]


def _nothing(twin: ast.AST) -> ast.expr:
    """A statement's value made void; a function that yields must go on being one that may yield."""
    gives = isinstance(twin, ast.Expr) and isinstance(twin.value, ast.Yield | ast.YieldFrom)
    return ast.YieldFrom(ast.Tuple([], ast.Load())) if gives else ast.Constant(None)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _become(twin: ast.AST, other: ast.AST) -> None:
    """Turn a node into another where it stands."""
    place = {name: getattr(twin, name) for name in ("lineno", "col_offset", "end_lineno") if hasattr(twin, name)}
    twin.__class__ = type(other)
    twin.__dict__.clear()
    twin.__dict__.update(other.__dict__ | place)
