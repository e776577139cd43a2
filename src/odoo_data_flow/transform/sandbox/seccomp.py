"""seccomp: the system calls that this process can make (linux/seccomp.h, linux/filter.h).

A list of what is allowed: what is not on it fails with EPERM. No files are made, changed or
removed, no sockets, no new processes, no signals to others.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable

from .kernel import PR_SET_NO_NEW_PRIVS, prctl, syscall

#: Architecture → (its audit number, column of the table below, number of seccomp(2)).
_ARCHITECTURES = {"x86_64": (0xC000003E, 0, 317), "aarch64": (0xC00000B7, 1, 277)}

#: Call → numbers on x86_64 and aarch64; None where the architecture does not have it.
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    # what is open, and files as far as Landlock lets them be opened
    "read": (0, 63),
    "write": (1, 64),
    "readv": (19, 65),
    "writev": (20, 66),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "lseek": (8, 62),
    "close": (3, 57),
    "close_range": (436, 436),
    "access": (21, None),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "stat": (4, None),
    "lstat": (6, None),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "getdents64": (217, 61),
    "getcwd": (79, 17),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "ioctl": (16, 29),
    "dup": (32, 23),
    "dup2": (33, None),
    "dup3": (292, 24),
    "pipe2": (293, 59),
    "poll": (7, None),
    "ppoll": (271, 73),
    "epoll_create1": (291, 20),
    "epoll_ctl": (233, 21),
    "epoll_wait": (232, None),
    "epoll_pwait": (281, 22),
    "eventfd2": (290, 19),
    # memory
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "mprotect": (10, 226),
    "madvise": (28, 233),
    "brk": (12, 214),
    "mincore": (27, 232),
    "membarrier": (324, 283),
    # threads
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "arch_prctl": (158, None),
    "exit": (60, 93),
    "exit_group": (231, 94),
    # signals to itself
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    # clocks, and what a process may know of itself
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "times": (100, 153),
    "getrusage": (98, 165),
    "getrandom": (318, 278),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
}
_OPEN = (2, None)
_OPENAT = (257, 56)
_OPENAT2 = (437, 437)
_CLONE = (56, 220)
_CLONE3 = (435, 435)
_FCNTL = (72, 25)
_PRCTL = (157, 167)
_PRLIMIT64 = (302, 261)
_TGKILL = (234, 131)

#: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC. Landlock before Linux 6.2 lets a file be cut off that may
#: only be read.
_OPENED_TO_CHANGE = 0o1 | 0o2 | 0o100 | 0o1000
_CLONE_THREAD = 0x00010000
#: Duplicate, get and set flags; not F_SETOWN, which lets the kernel send signals to others.
_FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)
#: Name a thread, get its name, name a piece of memory; not PR_SET_PDEATHSIG and the like.
_PRCTL_OPTIONS = (15, 16, 0x53564D41)
_X32_BIT = 0x40000000
_SET_MODE_FILTER = 1

# Instructions of the filter language: load a word of the call's data, compare, return.
_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06

# Where the call's data hold its number, the architecture and the arguments (low word first).
_NUMBER, _ARCH = 0, 4


def _argument(index: int, high: bool = False) -> int:
    return 16 + 8 * index + (4 if high else 0)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


_ALLOW = _instruction(_RETURN, 0x7FFF0000)
_DENY = _instruction(_RETURN, 0x00050000 | errno.EPERM)
_MISSING = _instruction(_RETURN, 0x00050000 | errno.ENOSYS)
_KILL = _instruction(_RETURN, 0x80000000)


def _when(number: int, body: list[bytes]) -> list[bytes]:
    """Run `body`, which ends in a return, if the call is `number`. Keeps the number loaded."""
    return [_instruction(_JUMP_EQUAL, number, 0, len(body)), *body]


def _if_argument(index: int, values: Iterable[int]) -> list[bytes]:
    """Allow the call if an argument (its low word) is one of the values, else deny it."""
    values = tuple(values)
    tests = [
        _instruction(_JUMP_EQUAL, value, len(values) - place) for place, value in enumerate(values)
    ]
    return [_instruction(_LOAD, _argument(index)), *tests, _DENY, _ALLOW]


def _unless_bits(index: int, bits: int) -> list[bytes]:
    """Deny the call if an argument (its low word) has one of the bits, else allow it."""
    return [
        _instruction(_LOAD, _argument(index)),
        _instruction(_JUMP_BITS, bits, 0, 1),
        _DENY,
        _ALLOW,
    ]


def build_filter(machine: str, pid: int) -> bytes:
    """The filter's program for an architecture and the process that it is for.

    Raises OSError on an architecture without a table.
    """
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no list of system calls for the architecture {machine}")
    audit, column, _number = _ARCHITECTURES[machine]
    program = [
        _instruction(_LOAD, _ARCH),
        _instruction(_JUMP_EQUAL, audit, 1, 0),
        _KILL,
        _instruction(_LOAD, _NUMBER),
        # The same numbers mean other calls in the x32 mode of x86_64.
        _instruction(_JUMP_GREATER_EQUAL, _X32_BIT, 0, 1),
        _KILL,
    ]
    for numbers in _ALLOWED.values():
        number = numbers[column]
        if number is not None:
            program += _when(number, [_ALLOW])
    if (number := _OPEN[column]) is not None:
        program += _when(number, _unless_bits(1, _OPENED_TO_CHANGE))
    program += _when(_OPENAT[column], _unless_bits(2, _OPENED_TO_CHANGE))
    # Its flags are behind a pointer, which a filter can't follow; libc falls back on openat.
    program += _when(_OPENAT2[column], [_MISSING])
    # A new thread, but no new process.
    is_thread = [
        _instruction(_LOAD, _argument(0)),
        _instruction(_JUMP_BITS, _CLONE_THREAD, 0, 1),
        _ALLOW,
        _DENY,
    ]
    program += _when(_CLONE[column], is_thread)
    # Likewise; libc falls back on clone.
    program += _when(_CLONE3[column], [_MISSING])
    program += _when(_FCNTL[column], _if_argument(1, _FCNTL_COMMANDS))
    program += _when(_PRCTL[column], _if_argument(0, _PRCTL_OPTIONS))
    # abort() signals itself.
    program += _when(_TGKILL[column], _if_argument(0, (pid,)))
    # Its own limits, to read only: the pointer to new ones is null.
    is_reading = [
        _instruction(_LOAD, _argument(0)),
        _instruction(_JUMP_EQUAL, 0, 0, 5),
        _instruction(_LOAD, _argument(2)),
        _instruction(_JUMP_EQUAL, 0, 0, 3),
        _instruction(_LOAD, _argument(2, high=True)),
        _instruction(_JUMP_EQUAL, 0, 0, 1),
        _ALLOW,
        _DENY,
    ]
    program += _when(_PRLIMIT64[column], is_reading)
    program.append(_DENY)
    return b"".join(program)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def restrict_calls() -> None:
    """Apply the filter to this process, for good. Raises OSError where the kernel can't."""
    machine = platform.machine()
    instructions = build_filter(machine, os.getpid())
    program = _Program(len(instructions) // 8, instructions)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    _audit, _column, seccomp = _ARCHITECTURES[machine]
    try:
        syscall(seccomp, _SET_MODE_FILTER, 0, ctypes.pointer(program))
    except OSError as error:
        raise OSError(error.errno, f"the kernel refuses a seccomp filter: {error}") from error
