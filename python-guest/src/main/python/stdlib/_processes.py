"""What stands in the place of processes, which a sandbox has not: it imports, and refuses at the call."""

import errno
import os

ADVICE = "no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor"

CALLS = """
    execl execle execlp execlpe execv execve execvp execvpe fork forkpty kill killpg popen posix_spawn posix_spawnp
    spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe system wait wait3 wait4 waitid waitpid
    waitstatus_to_exitcode
""".split()


def refuse(*args, **kwargs):
    raise OSError(errno.ENOTSUP, ADVICE)


def install():
    """Gives ``os`` the functions that start processes."""
    for name in CALLS:

        def call(*args, **kwargs):
            raise OSError(errno.ENOTSUP, ADVICE)

        call.__name__ = call.__qualname__ = name
        setattr(os, name, call)
    # multiprocessing reads it before it starts a process.
    os.WNOHANG = 1
