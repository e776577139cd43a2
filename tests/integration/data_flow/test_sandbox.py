"""What a script must not be able to do. Every attempt runs in a real child process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import polars as pl
import pytest

from odoo_data_flow.errors import ScriptError
from odoo_data_flow.flow import Script, TransformStep
from odoo_data_flow.run import Limits
from odoo_data_flow.transform.process import ScriptResult, run_script
from odoo_data_flow.transform.sandbox.seccomp import build_filter

STEP = TransformStep(name="step", script="probe")

# Each attempt is an expression; the script says for each what came of it. `libc` calls the kernel
# without the checks of Python, `{path}` is a file of the parent.
ATTEMPTS = {
    "read_file_of_parent": "open({path!r}).read()",
    "read_etc_passwd": "open('/etc/passwd').read()",
    "read_by_polars": "pl.read_csv({path!r})",
    "list_root": "os.listdir('/')",
    "read_environment_of_parent": "open('/proc/{pid}/environ').read()",
    "read_memory_of_parent": "open('/proc/{pid}/mem', 'rb').read(1)",
    "create_file": "open({new!r}, 'w')",
    "append_to_file": "open({path!r}, 'a')",
    "write_by_polars": "df.write_parquet({new!r})",
    "remove_file": "os.remove({path!r})",
    "truncate_file": "os.truncate({path!r}, 0)",
    "change_mode": "os.chmod({path!r}, 0)",
    "rename_file": "os.rename({path!r}, {new!r})",
    "make_folder": "os.mkdir({new!r})",
    "make_link": "os.symlink('/etc/passwd', {new!r})",
    "write_own_library": "open(pl.__file__, 'a')",
    # The name is not even looked up: on kernels whose Landlock knows no truncation this counts.
    "cut_off_a_file": "os.open('/nowhere', os.O_RDONLY | os.O_TRUNC)",
    "tcp_socket": "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "udp_socket": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "unix_socket": "socket.socket(socket.AF_UNIX)",
    "abstract_socket": "socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).bind('\\0odf')",
    "raw_socket": "socket.socket(socket.AF_INET, socket.SOCK_RAW)",
    "netlink_socket": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "socket_pair": "socket.socketpair()",
    "exec": "os.execv('/bin/true', ['true'])",
    "fork": "os.fork()",
    "subprocess": "subprocess.run(['/bin/true'])",
    "raw_vfork": "libc(58)",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "memfd_exec": "os.execve(os.memfd_create('x'), ['x'], {})",
    "kill_parent": "os.kill({pid}, 0)",
    "kill_own_group": "os.killpg(0, 0)",
    "signal_parent_by_fcntl": "fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, {pid})",
    "trace_parent": "libc(101, 16, {pid}, 0, 0)",
    "outlive_parent": "libc(157, 1, 0, 0, 0)",
    "widen_own_limits": "libc(302, 0, resource.RLIMIT_AS, ctypes.addressof(ctypes.c_uint64()))",
    "set_own_limits": "libc(160, resource.RLIMIT_AS, ctypes.addressof(ctypes.c_uint64()))",
    "leave_session": "os.setsid()",
    "new_namespace": "libc(272, 0x10000000)",
    "io_uring": "libc(425, 1, 0)",
    "shared_memory": "libc(29, 0, 4096, 0o1600)",
}
PROBE = """
import ctypes, fcntl, os, resource, socket, subprocess, threading

def libc(number, *arguments):
    library = ctypes.CDLL(None, use_errno=True)
    if library.syscall(number, *map(ctypes.c_long, arguments)) < 0:
        raise OSError(ctypes.get_errno(), "refused")

def attempt(expression, df):
    try:
        eval(expression, globals(), {"df": df})
    except BaseException as error:
        return type(error).__name__ + ": " + str(error)
    return "done"

def transform(df, ctx):
    thread = threading.Thread(target=print, args=("a thread is fine",))
    thread.start()
    thread.join()
    return df.with_columns(
        outcome=pl.Series([attempt(text, df) for text in df["attempt"]]),
        environment=pl.lit(str(dict(os.environ))),
        directory=pl.lit(os.getcwd()),
    )
"""


def run(
    code: str, limits: Limits | None = None, unsafe: bool = False, **frames: pl.DataFrame
) -> ScriptResult:
    script = Script(name="probe", code=code)
    frames = frames or {"main": pl.DataFrame({"a": [1, 2, 3]})}
    return run_script(script, STEP, frames, "flow", limits or Limits(), unsafe)


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sandbox") / "victim.csv"
    path.write_text("secret\n1\n")
    return path


@pytest.fixture(scope="module")
def probe(victim: Path) -> ScriptResult:
    """All attempts, made in one child."""
    values = {"path": str(victim), "new": str(victim.with_name("new")), "pid": os.getpid()}
    attempts = [
        text.replace("{path!r}", repr(values["path"]))
        .replace("{new!r}", repr(values["new"]))
        .replace("{pid}", str(values["pid"]))
        for text in ATTEMPTS.values()
    ]
    return run(PROBE, main=pl.DataFrame({"name": list(ATTEMPTS), "attempt": attempts}))


@pytest.mark.parametrize("name", ATTEMPTS)
def test_script_is_refused(probe: ScriptResult, name: str) -> None:
    outcome = probe.frames["main"].filter(name=name)["outcome"].item()

    assert "Error" in outcome
    assert "ermission" in outcome or "not permitted" in outcome or "refused" in outcome, outcome


def test_refused_attempts_leave_files_alone(probe: ScriptResult, victim: Path) -> None:
    assert victim.read_text() == "secret\n1\n"
    assert os.listdir(victim.parent) == ["victim.csv"]


def test_script_sees_no_environment_and_no_working_folder(probe: ScriptResult) -> None:
    assert set(probe.frames["main"]["environment"]) == {"{}"}
    assert set(probe.frames["main"]["directory"]) == {"/"}


def test_threads_and_printing_are_allowed(probe: ScriptResult) -> None:
    assert probe.log == "a thread is fine\n"


def test_endless_loop_is_killed_with_all_its_threads() -> None:
    start = time.monotonic()

    with pytest.raises(ScriptError, match=r"scripts.probe: ran longer than the 0.8 seconds"):
        run("def transform(df, ctx):\n    while True: pass", Limits(wall_seconds=0.8))

    assert time.monotonic() - start < 5


def test_script_that_uses_up_its_processor_time_is_stopped() -> None:
    with pytest.raises(ScriptError, match="more processor time than the 1 seconds"):
        run("def transform(df, ctx):\n    while True: pass", Limits(cpu_seconds=1))


@pytest.mark.parametrize("bomb", ["bytearray(8 * 1024**3)", "pl.zeros(10**10, eager=True)"])
def test_memory_bomb_is_told_as_such(bomb: str) -> None:
    with pytest.raises(ScriptError, match="used more memory than the 2048 MB"):
        run(f"def transform(df, ctx):\n    {bomb}", Limits(memory_bytes=2 * 1024**3))


FORK_BOMB = """
import os
def transform(df, ctx):
    refused = 0
    for _time in range(1000):
        try:
            os.fork()
        except PermissionError:
            refused += 1
    return df.with_columns(refused=pl.lit(refused))
"""
THREAD_BOMB = """
import threading, time
def transform(df, ctx):
    while True:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
"""


def test_fork_bomb_starts_nothing() -> None:
    assert run(FORK_BOMB).frames["main"]["refused"].to_list() == [1000] * 3


def test_thread_bomb_ends_with_its_process_and_the_parent_goes_on() -> None:
    before = threading.active_count()

    with pytest.raises(ScriptError):
        run(THREAD_BOMB, Limits(memory_bytes=2 * 1024**3, wall_seconds=20))

    assert threading.active_count() == before
    assert run("def transform(df, ctx):\n    return df").frames["main"].height == 3


def test_child_does_not_outlive_a_parent_that_is_killed() -> None:
    program = (
        "import polars as pl\n"
        "from odoo_data_flow.flow import Script, TransformStep\n"
        "from odoo_data_flow.transform.process import ScriptProcess\n"
        "from odoo_data_flow.transform.sandbox import Limits\n"
        "code = 'def transform(df, ctx):\\n    while len(df) > 1: pass\\n    return df'\n"
        "process = ScriptProcess(Script(name='probe', code=code), Limits())\n"
        "step = TransformStep(name='step', script='probe')\n"
        "process.run(step, {'main': pl.DataFrame({'a': [1]})}, 'flow')\n"
        "print(process._child._process.pid, flush=True)\n"
        "process.run(step, {'main': pl.DataFrame({'a': [1, 2]})}, 'flow')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = Path("/proc") / parent.stdout.readline().strip()
    assert child.exists()

    parent.kill()
    parent.wait()

    deadline = time.monotonic() + 10
    while child.exists() and "Z (zombie)" not in (child / "status").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_script_that_crashes_leaves_the_parent_unharmed() -> None:
    code = "import ctypes\ndef transform(df, ctx):\n    ctypes.string_at(0)"

    with pytest.raises(ScriptError, match=f"signal {int(signal.SIGSEGV)}"):
        run(code)


@pytest.mark.parametrize(
    "made_up",
    [
        "(2**40).to_bytes(8, 'big')",
        "b'\\xff' * 8",
        "message(b'[1]')",
        "message(b'[' * 100_000)",
        "message(b'{\"error\": 5}')",
        'message(b\'{"frames": ["../../etc"]}\')',
        "error('%(x)99999999s', {'x': {'text': ''}})",
        "error('%(x)s', {'y': {'text': ''}})",
        "message(b'{\"frames\": [\"main\"]}') + message(b'no frame')",
        "message(b'{\"frames\": [\"main\"]}') + (2**62).to_bytes(8, 'big')",
    ],
)
def test_answer_that_a_script_makes_up_is_no_answer(made_up: str) -> None:
    code = f"""
import json, os, sys, time
def message(text):
    return len(text).to_bytes(8, "big") + text
def error(template, values):
    told = {{"template": template, "values": values}}
    return message(json.dumps({{"error": {{"line": 1, "message": told}}}}).encode())
def transform(df, ctx):
    handles = json.loads(sys.argv[2])
    os.write(handles["reply"], {made_up})
    os.write(handles["answered"], b".")
    time.sleep(60)
"""

    with pytest.raises(ScriptError, match="an answer that is none"):
        run(code)


def test_unsafe_is_a_child_without_walls(victim: Path) -> None:
    code = f"def transform(df, ctx):\n    return pl.read_csv({str(victim)!r})"

    assert run(code, unsafe=True).frames["main"].columns == ["secret"]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filter_jumps_only_forward_and_ends_in_a_return(machine: str) -> None:
    instructions = build_filter(machine, 4711)
    assert len(instructions) % 8 == 0
    count = len(instructions) // 8
    for place in range(count):
        code, if_true, if_false = (
            int.from_bytes(instructions[8 * place : 8 * place + 2], "little"),
            instructions[8 * place + 2],
            instructions[8 * place + 3],
        )
        if code & 0x07 == 0x05:
            assert place + 1 + max(if_true, if_false) < count
    assert int.from_bytes(instructions[-8:-6], "little") == 0x06


def test_filter_refuses_an_unknown_architecture() -> None:
    with pytest.raises(OSError, match="no list of system calls for the architecture mips"):
        build_filter("mips", 1)
