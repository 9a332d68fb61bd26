/* select() of wasi-libc overlooks descriptors that are not open, and refuses to be asked for exceptional conditions. There are
 * none here: they are of sockets. The linker puts the function in the place of wasi-libc's. */
#include <errno.h>
#include <fcntl.h>
#include <sys/select.h>
#include "host.h"

int __real_pselect(int count, fd_set *restrict reading, fd_set *restrict writing, fd_set *restrict exceptional,
                   const struct timespec *restrict timeout, const sigset_t *restrict mask);

static int
are_open(int count, const fd_set *set)
{
    for (size_t i = 0; set != NULL && i < set->__nfds; i++) {
        if (set->__fds[i] < count && fcntl(set->__fds[i], F_GETFL) < 0) {
            return 0;
        }
    }
    return 1;
}

int
__wrap_pselect(int count, fd_set *restrict reading, fd_set *restrict writing, fd_set *restrict exceptional,
               const struct timespec *restrict timeout, const sigset_t *restrict mask)
{
    if (!are_open(count, reading) || !are_open(count, writing) || !are_open(count, exceptional)) {
        return -1;
    }
    if (exceptional != NULL) {
        FD_ZERO(exceptional);
    }
    return __real_pselect(count, reading, writing, exceptional, timeout, mask);
}
