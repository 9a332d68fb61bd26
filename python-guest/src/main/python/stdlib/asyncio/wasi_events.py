"""The event loop of a sandbox, in the place of asyncio.unix_events: tasks and timers, and nothing else.

There are no sockets, no processes, no signals and no threads. So nothing but its own timers can wake a loop.
"""

import errno
import time

from . import base_events, events

__all__ = ("SelectorEventLoop", "DefaultEventLoopPolicy", "EventLoop")


class _Timer:
    """What a loop waits with: a selector that has nothing to select."""

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("deadlock: every task is waiting, and nothing is left that could wake one")
        if timeout > 0:
            time.sleep(timeout)
        return ()


def _without(what, error=lambda message: OSError(errno.ENOTSUP, message)):
    def refuse(self, *args, **kwargs):
        raise error(f"no {what} in this sandbox")

    return refuse


class SelectorEventLoop(base_events.BaseEventLoop):
    """An event loop without descriptors. A selector may be given, as elsewhere, and is not used."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = _Timer()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        # Wakes a loop that waits in another thread; there is none.
        pass

    def run_in_executor(self, executor, func, *args):
        if executor is None:
            raise RuntimeError("can't start new thread: no threads in this sandbox")
        return super().run_in_executor(executor, func, *args)

    _without_network = _without("network")
    create_connection = create_server = create_datagram_endpoint = connect_accepted_socket = _without_network
    create_unix_connection = create_unix_server = _without_network
    getaddrinfo = getnameinfo = start_tls = sendfile = _without_network
    sock_recv = sock_recv_into = sock_recvfrom = sock_recvfrom_into = _without_network
    sock_sendall = sock_sendto = sock_connect = sock_accept = sock_sendfile = _without_network

    add_reader = remove_reader = add_writer = remove_writer = _without("descriptor to wait for")
    connect_read_pipe = connect_write_pipe = _without("pipes")
    subprocess_exec = subprocess_shell = _without("processes")
    add_signal_handler = remove_signal_handler = _without("signals", NotImplementedError)


class DefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    _loop_factory = SelectorEventLoop


EventLoop = SelectorEventLoop
