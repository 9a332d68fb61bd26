"""What stands in the place of processes, of which a sandbox has but one: it imports, and refuses at the call."""

import _signal
import errno
import os

ADVICE = "no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor"

CALLS = """
    execl execle execlp execlpe execv execve execvp execvpe fork forkpty killpg popen posix_spawn posix_spawnp
    spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe system wait wait3 wait4 waitid waitpid
    waitstatus_to_exitcode
""".split()


def refuse(*args, **kwargs):
    raise OSError(errno.ENOTSUP, ADVICE)


def kill(pid, signal, /):
    """Sends a signal to this process, which is the only one, and alone in its group."""
    if pid not in (0, os.getpid()):
        refuse()
    if signal:
        _signal.raise_signal(signal)


def install():
    """Gives ``os`` the functions for processes."""
    os.kill = kill
    for name in CALLS:

        def call(*args, **kwargs):
            raise OSError(errno.ENOTSUP, ADVICE)

        call.__name__ = call.__qualname__ = name
        setattr(os, name, call)
    # multiprocessing reads it before it starts a process.
    os.WNOHANG = 1
