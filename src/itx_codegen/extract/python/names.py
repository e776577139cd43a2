"""What statements are called in reports."""

from __future__ import annotations

import ast


def name_of(statement: ast.stmt) -> str:
    """Return what a statement defines, or the beginning of what it says."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return statement.name
    if isinstance(statement, ast.Assign):
        return ", ".join(ast.unparse(target) for target in statement.targets)
    if isinstance(statement, ast.AnnAssign):
        return ast.unparse(statement.target)
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return ", ".join(alias.name for alias in statement.names)
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return "docstring"
    return type(statement).__name__.lower()
