"""Landlock: the files that this process can open (linux/landlock.h, since Linux 5.13).

The numbers of the three system calls are the same on every architecture.
"""

from __future__ import annotations

import ctypes
import os

from .kernel import PR_SET_NO_NEW_PRIVS, prctl, syscall

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_CREATE_RULESET_VERSION = 1
_RULE_PATH_BENEATH = 1

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3

#: Interface version → number of access rights to files that it knows.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP_RIGHTS = 0b11  # bind and connect, since version 4
_SCOPES = 0b11  # abstract UNIX sockets and signals, since version 6


class _RulesetAttr(ctypes.Structure):
    _fields_ = [
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    ]


class _PathBeneathAttr(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


def restrict_files(readable: list[str]) -> None:
    """Let this process read `readable` (files; folders with all below) and open nothing else.

    Raises OSError where the kernel has no Landlock.
    """
    try:
        version = syscall(_CREATE_RULESET, None, 0, _CREATE_RULESET_VERSION)
    except OSError as error:
        raise OSError(error.errno, "the kernel has no Landlock (Linux 5.13 or newer)") from error
    attributes = _RulesetAttr(
        handled_access_fs=(1 << _FILE_RIGHTS[min(version, max(_FILE_RIGHTS))]) - 1,
        handled_access_net=_TCP_RIGHTS if version >= 4 else 0,
        scoped=_SCOPES if version >= 6 else 0,
    )
    # Older kernels know a shorter structure and refuse a longer one only if its rest is not zero.
    ruleset = syscall(_CREATE_RULESET, ctypes.pointer(attributes), ctypes.sizeof(attributes), 0)
    try:
        for path in readable:
            _allow_reading(ruleset, path)
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow_reading(ruleset: int, path: str) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        # A library folder that this machine does not have needs no permission.
        return
    try:
        rights = _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE
        rule = _PathBeneathAttr(allowed_access=rights, parent_fd=fd)
        syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.pointer(rule), 0)
    finally:
        os.close(fd)
