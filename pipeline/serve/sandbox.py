"""What a worker may no longer do: open a socket of any kind.

The ban on SERVICE reads the text of a query and may err. This does not: on Linux the kernel refuses the process, its
threads and its children every socket (seccomp), and nothing takes that back. Elsewhere the ban stands alone.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
SECCOMP_MODE_FILTER = 2
LOAD, JUMP_IF_EQUAL, JUMP_IF_NOT_LESS, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
CALL_AT, MACHINE_AT = 0, 4
"""Where the kernel's record of a system call holds its number and the machine whose numbers these are."""
SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""For each processor: the kernel's number of the machine, and of `socket` there."""
IO_URING = range(425, 428)
"""`io_uring_setup`, `_enter` and `_register` on every machine: another way to a socket."""
X32 = 0x40000000
"""From here on the numbers are those of a second set of calls on x86_64, which none of ours uses."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def end_network() -> bool:
    """Take from this process all that could open a socket, for good; say whether the system does that.

    Call it before there are threads: those that run already are not bound by it.
    """
    known = SOCKET.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    machine, socket_call = known
    refused = (socket_call, *IO_URING)
    steps = [
        (LOAD, 0, 0, MACHINE_AT),
        (JUMP_IF_EQUAL, 1, 0, machine),
        (RETURN, 0, 0, REFUSE),
        (LOAD, 0, 0, CALL_AT),
        (JUMP_IF_NOT_LESS, len(refused) + 1, 0, X32),
        # from each of these to the last step, which refuses
        *((JUMP_IF_EQUAL, len(refused) - place, 0, call) for place, call in enumerate(refused)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    control = ctypes.CDLL(None, use_errno=True).prctl
    # without the first, only root may set a filter
    return not (
        control(PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0)))
        or control(PR_SET_SECCOMP, ctypes.c_ulong(SECCOMP_MODE_FILTER), ctypes.byref(program))
    )
