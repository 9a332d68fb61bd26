"""In the place of an extension module: multiprocessing's semaphore, which threads can share. There are no processes: see
_processes."""

import threading

__all__ = ["SemLock", "sem_unlink"]

RECURSIVE_MUTEX = 0


def sem_unlink(name):
    pass


class SemLock:
    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, kind, value, maxvalue, name, unlink):
        self.kind = kind
        self.maxvalue = maxvalue
        self.name = None if unlink else name
        self.handle = id(self)
        self._value = value
        self._changed = threading.Condition()
        self._owner = None
        self._owned = 0

    def acquire(self, block=True, timeout=None):
        me = threading.get_ident()
        with self._changed:
            if self.kind == RECURSIVE_MUTEX and self._owner == me:
                self._owned += 1
                return True
            if not self._value and not (block and self._changed.wait_for(lambda: self._value, timeout)):
                return False
            self._value -= 1
            self._owner = me
            self._owned += 1
            return True

    def release(self):
        with self._changed:
            if self.kind == RECURSIVE_MUTEX:
                if self._owner != threading.get_ident():
                    raise AssertionError("attempt to release recursive lock not owned by thread")
                self._owned -= 1
                if self._owned:
                    return
                self._owner = None
            elif self._value >= self.maxvalue:
                raise ValueError("semaphore or lock released too many times")
            else:
                self._owned -= 1
            self._value += 1
            self._changed.notify()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *unused):
        self.release()

    def _count(self):
        return self._owned

    def _is_mine(self):
        return self._owned > 0 and self._owner == threading.get_ident()

    def _get_value(self):
        return self._value

    def _is_zero(self):
        return self._value == 0

    def _after_fork(self):
        pass
