"""The program's threads: what is said when there are too many, and when all of them wait for ever."""

import _thread
import sys
import threading
from traceback import StackSummary, walk_stack

from guest import program
from guest.ending import is_own

thread_shutdown = threading._thread_shutdown
count = _thread._count


def too_many():
    """The error of a thread that could not be started, with the reason."""
    alive = count() + 1
    if alive >= program.thread_limit:
        return RuntimeError(f"can't start new thread: {alive} are alive, and limits.threads is {program.thread_limit}")
    return RuntimeError(
        "can't start new thread: no memory for its stack (threading.stack_size), or no thread left in this server"
    )


def limited(start):
    """A function of the interpreter that starts a thread, which says why if it cannot."""

    def limited_start(*args, **kwargs):
        try:
            return start(*args, **kwargs)
        except RuntimeError as error:
            if str(error) != "can't start new thread":
                raise
            raise too_many() from None

    limited_start.__name__ = limited_start.__qualname__ = start.__name__
    return limited_start


def shutdown():
    """Waits for the program's threads, as Python does before it ends. That may raise, unlike Python's own wait."""
    # A program without threads may have destroyed everything that is used here.
    while count() and (waiting := [thread for thread in threading.enumerate() if awaited(thread)]):
        waiting[0].join()
    thread_shutdown()


def awaited(thread):
    return not thread.daemon and thread is not threading.main_thread()


def settle():
    """Has the limit of threads named where it is reached, and a deadlock at the end told like any other."""
    threading._thread_shutdown = shutdown
    _thread.start_joinable_thread = threading._start_joinable_thread = limited(_thread.start_joinable_thread)
    _thread.start_new_thread = _thread.start_new = limited(_thread.start_new_thread)


def deadlock_error():
    """The exception that the main thread gets when every thread waits, and nothing is left that could wake one."""
    error = RuntimeError("deadlock: every thread waits, and nothing is left that could wake one")
    current = _thread.get_ident()
    for ident, frame in sys._current_frames().items():
        if ident == current:
            continue
        thread = threading._active.get(ident)
        name = thread.name if thread is not None else hex(ident)
        stack = StackSummary.extract(walk_stack(frame))
        stack.reverse()
        own = [each for each in stack if is_own(each)]
        stack[:] = own or stack
        error.add_note(f"Thread {name!r} waits (most recent call last):\n" + "".join(stack.format()).rstrip())
    return error
