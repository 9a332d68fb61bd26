/* Pipes within a run: os.pipe(), and reads and writes that wait for the other end.
 *
 * The host's fd_read and fd_write never wait: they say that a pipe is empty or full. Whoever wants to wait does so in
 * poll_oneoff(), where others run.
 */
#define Py_BUILD_CORE
#include <Python.h>
#include <unistd.h>
#include <wasi/api.h>
#include "posix/host.h"
#include "threads.h"
#include "transit.h"

/* Makes a pipe and writes its two descriptors. Returns 0, or one of WASI's error numbers. */
HOST("pipe") int32_t host_pipe(uint32_t descriptors);

__wasi_errno_t __real___wasi_fd_read(__wasi_fd_t, const __wasi_iovec_t *, size_t, __wasi_size_t *);
__wasi_errno_t __real___wasi_fd_write(__wasi_fd_t, const __wasi_ciovec_t *, size_t, __wasi_size_t *);
__wasi_errno_t __wrap___wasi_poll_oneoff(const __wasi_subscription_t *, __wasi_event_t *, __wasi_size_t, __wasi_size_t *);

int
pipe(int descriptors[2])
{
    return result_of(host_pipe(ADDRESS(descriptors)));
}

/* Waits until a descriptor that was not ready is, unless it is one that does not wait. */
static __wasi_errno_t
await(__wasi_fd_t descriptor, __wasi_eventtype_t event)
{
    __wasi_fdstat_t status;
    __wasi_errno_t error = __wasi_fd_fdstat_get(descriptor, &status);
    if (error != __WASI_ERRNO_SUCCESS) {
        return error;
    }
    if (status.fs_flags & __WASI_FDFLAGS_NONBLOCK) {
        return __WASI_ERRNO_AGAIN;
    }
    __wasi_subscription_t ready = {.u.tag = event};
    ready.u.u.fd_read.file_descriptor = descriptor;
    __wasi_event_t occurred;
    __wasi_size_t events;
    return __wrap___wasi_poll_oneoff(&ready, &occurred, 1, &events);
}

__wasi_errno_t
__wrap___wasi_fd_read(__wasi_fd_t descriptor, const __wasi_iovec_t *buffers, size_t count, __wasi_size_t *read)
{
    __wasi_errno_t error;
    do {
        error = __real___wasi_fd_read(descriptor, buffers, count, read);
    } while (error == __WASI_ERRNO_AGAIN
             && (error = await(descriptor, __WASI_EVENTTYPE_FD_READ)) == __WASI_ERRNO_SUCCESS);
    return error;
}

/* A write of one piece notes what the host takes of it. */
static __wasi_errno_t
emit(__wasi_fd_t descriptor, const __wasi_ciovec_t *buffers, size_t count, __wasi_size_t *written)
{
    if (count != 1) {
        return __real___wasi_fd_write(descriptor, buffers, count, written);
    }
    const char *from = (const char *) buffers->buf;
    struct transit *transit = transit_of(from);
    struct emission *emission = transit != NULL ? &transit->emission : emission_of_buffer(from);
    if (emission == NULL) {
        return __real___wasi_fd_write(descriptor, buffers, count, written);
    }
    emission->taken = 0;
    emission->at = from;
    __wasi_errno_t error = __real___wasi_fd_write(descriptor, buffers, count, &emission->taken);
    *written = emission->taken;
    if (transit != NULL) {
        advance_transit(transit, (Py_ssize_t) *written);
    }
    return error;
}

__wasi_errno_t
__wrap___wasi_fd_write(__wasi_fd_t descriptor, const __wasi_ciovec_t *buffers, size_t count, __wasi_size_t *written)
{
    __wasi_errno_t error;
    do {
        error = emit(descriptor, buffers, count, written);
    } while (error == __WASI_ERRNO_AGAIN
             && (error = await(descriptor, __WASI_EVENTTYPE_FD_WRITE)) == __WASI_ERRNO_SUCCESS);
    return error;
}
