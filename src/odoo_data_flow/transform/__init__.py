"""Scripts on frames, in a sandboxed child process.

`process` is the parent's side, `worker` and `script` are the child's. Nothing is imported here: the
child must be shut in before polars starts its threads.
"""
