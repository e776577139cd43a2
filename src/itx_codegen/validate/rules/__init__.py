"""The rules, one topic a file; each has a function `check(context)` that yields problems."""
