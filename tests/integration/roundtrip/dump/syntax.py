"""Python statements as text that is equal when they mean the same."""

import ast
import inspect

_DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)


def statement(node: ast.stmt) -> str:
    """One statement; docstrings without the blanks that their place in the file brings."""
    for inner in ast.walk(node):
        if isinstance(inner, _DOCUMENTED) and (text := ast.get_docstring(inner)) is not None:
            inner.body[0] = ast.Expr(ast.Constant(inspect.cleandoc(text).rstrip()))
        elif isinstance(inner, ast.Constant) and inner.kind:
            # `u"..."` is `"..."`.
            inner.kind = None
    return ast.unparse(node)


def body_of(node: ast.FunctionDef) -> dict[str, object]:
    """A function: its decorators, its signature, and what it does."""
    decorators = [ast.unparse(one) for one in node.decorator_list]
    return {"decorators": decorators, "body": statement(_undecorated(node))}


def _undecorated(node: ast.FunctionDef) -> ast.FunctionDef:
    copied = ast.parse(ast.unparse(node)).body[0]
    assert isinstance(copied, (ast.FunctionDef, ast.AsyncFunctionDef))
    copied.decorator_list = []
    return copied
