"""The event loop of a sandbox, in the place of asyncio.unix_events: tasks, timers and threads.

There are no sockets and no processes. So nothing but its own timers, other threads and signals can wake a loop.
"""

import _thread
import errno
import signal

from _socket import NO_NETWORK

from . import base_events, coroutines, events

# Until 3.13 the policy was public, and asyncio's __init__ had its name from here.
_HAS_PUBLIC_POLICY = hasattr(events, "BaseDefaultEventLoopPolicy")

__all__ = ("SelectorEventLoop", *(("DefaultEventLoopPolicy",) if _HAS_PUBLIC_POLICY else ()), "EventLoop")


class _Alarm:
    """What a loop waits with: a selector that has nothing to select, and whose wait another thread can end."""

    def __init__(self):
        self._asleep = _thread.allocate_lock()
        self._asleep.acquire()
        self.is_deadlock = False
        self.signal_handlers = {}

    def select(self, timeout):
        if timeout is None and not _thread._count() and not self.signal_handlers:
            raise RuntimeError("deadlock: every task is waiting, and nothing is left that could wake one")
        try:
            self._asleep.acquire(timeout=-1 if timeout is None else min(max(timeout, 0), _thread.TIMEOUT_MAX))
        except RuntimeError:
            self.is_deadlock = True
            raise
        return ()

    def ring(self):
        try:
            self._asleep.release()
        except RuntimeError:
            pass  # It rings already.


def _check_signal(number):
    if not isinstance(number, int):
        raise TypeError(f"sig must be an int, not {number!r}")
    if not 0 < number < signal.NSIG:
        raise ValueError(f"invalid signal number {number}")


def _set_signal_handler(number, handler):
    try:
        signal.signal(number, handler)
    except ValueError as error:
        # Only the main thread can.
        raise RuntimeError(str(error)) from None
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise RuntimeError(f"sig {number} cannot be caught") from None


def _without(what):
    def refuse(self, *args, **kwargs):
        raise OSError(errno.ENOTSUP, f"no {what} in this sandbox")

    return refuse


def _refuse_network(self, *args, **kwargs):
    raise OSError(errno.ENETUNREACH, NO_NETWORK)


class SelectorEventLoop(base_events.BaseEventLoop):
    """An event loop without descriptors. A selector may be given, as elsewhere, and is not used."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = _Alarm()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        self._selector.ring()

    def close(self):
        super().close()
        for number in [*self._selector.signal_handlers]:
            self.remove_signal_handler(number)

    def add_signal_handler(self, sig, callback, *args):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        _check_signal(sig)
        self._check_closed()
        handle = events.Handle(callback, args, self, None)
        _set_signal_handler(sig, lambda number, frame: self._add_callback_signalsafe(handle))
        self._selector.signal_handlers[sig] = handle

    def remove_signal_handler(self, sig):
        _check_signal(sig)
        if self._selector.signal_handlers.pop(sig, None) is None:
            return False
        _set_signal_handler(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    async def shutdown_default_executor(self, timeout=None):
        if self._selector.is_deadlock and self._default_executor is not None:
            # Its threads wait for ever, and so would whoever waits for them.
            self._executor_shutdown_called = True
            self._default_executor.shutdown(wait=False)
        else:
            await super().shutdown_default_executor(timeout)

    create_connection = create_server = create_datagram_endpoint = connect_accepted_socket = _refuse_network
    create_unix_connection = create_unix_server = _refuse_network
    getaddrinfo = getnameinfo = start_tls = sendfile = _refuse_network
    sock_recv = sock_recv_into = sock_recvfrom = sock_recvfrom_into = _refuse_network
    sock_sendall = sock_sendto = sock_connect = sock_accept = sock_sendfile = _refuse_network

    add_reader = remove_reader = add_writer = remove_writer = _without("descriptor to wait for")
    connect_read_pipe = connect_write_pipe = _without("pipes")
    subprocess_exec = subprocess_shell = _without("processes")


if _HAS_PUBLIC_POLICY:

    class DefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
        _loop_factory = SelectorEventLoop

else:

    class _DefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
        _loop_factory = SelectorEventLoop


EventLoop = SelectorEventLoop
