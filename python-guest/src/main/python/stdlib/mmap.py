"""Memory-mapped files, as copies: what is mapped is read at once, and what was changed is written back by flush() and close().

A change that another descriptor makes to the file in between is not seen, and one made here is seen by others after flush().
"""

import errno as _errno
import operator as _operator
import os as _os
import sys as _sys
import weakref as _weakref

ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
MAP_SHARED, MAP_PRIVATE = 1, 2
MAP_FIXED, MAP_ANON, MAP_ANONYMOUS = 16, 32, 32
MAP_DENYWRITE, MAP_EXECUTABLE, MAP_POPULATE, MAP_STACK, MAP_NORESERVE = 2048, 4096, 32768, 131072, 16384
PROT_READ, PROT_WRITE, PROT_EXEC = 1, 2, 4
MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED = range(5)
PAGESIZE = ALLOCATIONGRANULARITY = 4096

error = OSError


def _write_back(fd, offset, data, changed):
    """Writes a mapping's bytes to its file, if it is that of a shared mapping that may have changed."""
    if not changed:
        return
    at = 0
    with memoryview(data) as view:
        while at < len(view):
            at += _os.pwrite(fd, view[at : at + (1 << 20)], offset + at)


def _release(fd, owned, offset, data, writable):
    try:
        _write_back(fd, offset, data, writable)
    except OSError:
        # The file's descriptor is closed, or its system is full: nobody is there to be told.
        pass
    if owned:
        _os.close(fd)


class mmap:
    """mmap(fileno, length[, flags[, prot[, access[, offset]]]]) -> a copy of a file's bytes, which can be changed"""

    # All is done here and nothing in __init__(), as in CPython: a subclass may have other arguments.
    def __new__(
        cls, fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0, *, trackfd=True
    ):
        if length < 0:
            raise OverflowError("memory mapped length must be positive")
        if offset < 0:
            raise OverflowError("memory mapped offset must be positive")
        if offset % ALLOCATIONGRANULARITY:
            raise OSError(_errno.EINVAL, _os.strerror(_errno.EINVAL))
        if access != ACCESS_DEFAULT and (flags != MAP_SHARED or prot != PROT_READ | PROT_WRITE):
            raise ValueError("mmap can't specify both access and flags, prot.")
        # Of a private mapping, too, if it was made by flags.
        resizable = access in (ACCESS_DEFAULT, ACCESS_WRITE)
        if access == ACCESS_READ:
            flags, prot = MAP_SHARED, PROT_READ
        elif access == ACCESS_COPY:
            flags, prot = MAP_PRIVATE, PROT_READ | PROT_WRITE
        elif access == ACCESS_DEFAULT:
            if prot & PROT_READ and prot & PROT_WRITE:
                access = ACCESS_COPY if flags & MAP_PRIVATE else ACCESS_DEFAULT
            elif prot & PROT_WRITE:
                access = ACCESS_WRITE
            else:
                access = ACCESS_READ
        elif access != ACCESS_WRITE:
            raise ValueError("mmap invalid access parameter.")
        self = object.__new__(cls)
        self._access = access
        self._resizable = resizable
        self._tracked = trackfd
        self._fd = -1
        self._file_offset = offset
        self._position = 0
        self._closed = False
        self._finalizer = None
        if fileno == -1:
            if length == 0:
                raise OSError(_errno.EINVAL, _os.strerror(_errno.EINVAL))
            self._data = bytearray(length)
            return self
        size = _os.fstat(fileno).st_size
        if length == 0:
            if size == 0:
                raise ValueError("cannot mmap an empty file")
            if offset >= size:
                raise ValueError("mmap offset is greater than file size")
            length = size - offset
        elif offset > size or size - offset < length:
            raise ValueError("mmap length is greater than file size")
        self._data = bytearray(length)
        at = 0
        while at < length:
            part = _os.pread(fileno, min(length - at, 1 << 20), offset + at)
            if not part:
                break
            self._data[at : at + len(part)] = part
            at += len(part)
        shared = access not in (ACCESS_READ, ACCESS_COPY)
        try:
            self._fd = _os.dup(fileno)
            owned = True
        except OSError:
            self._fd = fileno
            owned = False
        self._finalizer = _weakref.finalize(self, _release, self._fd, owned, offset, self._data, shared)
        return self

    def _valid(self):
        if self._closed:
            raise ValueError("mmap closed or invalid")
        return self._data

    def _writable(self):
        if self._access == ACCESS_READ:
            raise TypeError("mmap can't modify a readonly memory map.")
        return self._valid()

    def __buffer__(self, flags):
        view = memoryview(self._valid())
        return view.toreadonly() if self._access == ACCESS_READ else view

    def __len__(self):
        return len(self._valid())

    def __getitem__(self, index):
        found = self._valid()[index]
        return bytes(found) if isinstance(index, slice) else found

    def __setitem__(self, index, value):
        data = self._writable()
        if isinstance(index, slice):
            value = bytes(value)
            if len(value) != len(range(*index.indices(len(data)))):
                raise IndexError("mmap slice assignment is wrong size")
        elif not -len(data) <= _operator.index(index) < len(data):
            raise IndexError("mmap index out of range")
        data[index] = value

    def __iter__(self):
        for index in range(len(self)):
            yield self[index : index + 1]

    def __enter__(self):
        self._valid()
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        if self._closed:
            return "<mmap.mmap closed=True>"
        access = ("ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY")[self._access]
        return (
            f"<mmap.mmap closed=False, access={access}, length={len(self._data)}, pos={self._position}, "
            f"offset={self._file_offset}>"
        )

    @property
    def closed(self):
        return self._closed

    def close(self):
        if self._closed:
            return
        # As long as somebody has a view of the bytes, they are not given up.
        length = len(self._data)
        try:
            self._data.append(0)
            del self._data[length:]
        except BufferError:
            raise BufferError("cannot close exported pointers exist") from None
        if self._finalizer is not None:
            self._finalizer()
        self._closed = True
        self._data = bytearray()

    def flush(self, offset=0, size=None, /):
        data = self._valid()
        size = len(data) - offset if size is None else size
        if offset < 0 or size < 0 or offset + size > len(data):
            raise ValueError("flush values out of range")
        if self._fd >= 0 and self._access not in (ACCESS_READ, ACCESS_COPY):
            _write_back(self._fd, self._file_offset + offset, data[offset : offset + size], True)

    def size(self):
        self._valid()
        if not self._tracked:
            raise OSError(_errno.EBADF, _os.strerror(_errno.EBADF))
        if self._fd < 0:
            return len(self._data)
        return _os.fstat(self._fd).st_size

    def resize(self, size, /):
        self._valid()
        if not self._resizable or self._access == ACCESS_READ:
            raise TypeError("mmap can't resize a readonly or copy-on-write memory map.")
        if not self._tracked:
            raise ValueError("mmap can't resize with trackfd=False.")
        raise SystemError("mmap: resizing not available--no mremap()")

    def madvise(self, option, start=0, length=None, /):
        if not 0 <= start < len(self._valid()):
            raise ValueError("madvise start out of bounds")
        if length is not None and length < 0:
            raise ValueError("madvise length invalid")
        if length is not None and start + length > _sys.maxsize:
            raise OverflowError("madvise length too large")

    def tell(self):
        self._valid()
        return self._position

    def seek(self, position, whence=0, /):
        length = len(self._valid())
        if whence not in (0, 1, 2):
            raise ValueError("unknown seek type")
        where = position + (0, self._position, length)[whence]
        if not 0 <= where <= length:
            raise ValueError("seek out of range")
        self._position = where
        return where

    def seekable(self):
        return True

    def read(self, size=None, /):
        data = self._valid()
        left = len(data) - self._position
        size = left if size is None or size < 0 or size > left else size
        part = bytes(data[self._position : self._position + size])
        self._position += size
        return part

    def read_byte(self):
        data = self._valid()
        if self._position >= len(data):
            raise ValueError("read byte out of range")
        self._position += 1
        return data[self._position - 1]

    def readline(self):
        data = self._valid()
        end = data.find(b"\n", self._position)
        end = len(data) if end < 0 else end + 1
        line = bytes(data[self._position : end])
        self._position = end
        return line

    def write(self, data, /):
        own = self._writable()
        data = bytes(data)
        if len(data) > len(own) - self._position:
            raise ValueError("data out of range")
        own[self._position : self._position + len(data)] = data
        self._position += len(data)
        return len(data)

    def write_byte(self, byte, /):
        data = self._writable()
        if self._position >= len(data):
            raise ValueError("write byte out of range")
        data[self._position] = byte
        self._position += 1

    def move(self, to, source, count, /):
        data = self._writable()
        if min(to, source, count) < 0 or max(to, source) + count > len(data):
            raise ValueError("source, destination, or count out of range")
        data[to : to + count] = data[source : source + count]

    def find(self, sub, start=None, end=None, /):
        data = self._valid()
        return data.find(sub, self._position if start is None else start, len(data) if end is None else end)

    def rfind(self, sub, start=None, end=None, /):
        data = self._valid()
        return data.rfind(sub, self._position if start is None else start, len(data) if end is None else end)
