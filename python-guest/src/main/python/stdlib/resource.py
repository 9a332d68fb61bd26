"""What a program has used. Its limits are the run's, which a program can neither ask for nor change."""

import errno as _errno
import time as _time

from _records import record_type as _record_type
from _usage import memory_bytes as _memory_bytes

RLIM_INFINITY = -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS = range(6)
RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS = range(6, 10)
RLIMIT_OFILE = RLIMIT_NOFILE
RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME = range(11, 16)
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1

error = OSError

struct_rusage = _record_type(
    "resource.struct_rusage",
    """ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock ru_oublock
    ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw""",
    "Resource usage of a process.",
)


def getrusage(who, /):
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    if who == RUSAGE_CHILDREN:
        return struct_rusage((0.0, 0.0) + (0,) * 14)
    # The memory never becomes smaller, so what it is now is the most that it was.
    return struct_rusage((_time.process_time(), 0.0, _memory_bytes() // 1024) + (0,) * 13)


def getpagesize():
    return 4096


def _checked(resource):
    if not isinstance(resource, int):
        raise TypeError(f"'{type(resource).__name__}' object cannot be interpreted as an integer")
    if not 0 <= resource < 16:
        raise ValueError("invalid resource specified")


def getrlimit(resource, /):
    _checked(resource)
    return RLIM_INFINITY, RLIM_INFINITY


def setrlimit(resource, limits, /):
    _checked(resource)
    soft, hard = limits
    if (soft, hard) != (RLIM_INFINITY, RLIM_INFINITY):
        raise PermissionError(_errno.EPERM, "a program cannot set its limits here; they are given with the run")
