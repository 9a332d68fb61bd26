/* Descriptors that share an open file. */
#include <errno.h>
#include <unistd.h>
#include "host.h"

/* The host's. */
#define MOST_DESCRIPTORS 256

long __real_sysconf(int name);

long
__wrap_sysconf(int name)
{
    return name == _SC_OPEN_MAX ? MOST_DESCRIPTORS : __real_sysconf(name);
}

int
dup(int fd)
{
    int32_t to;
    return result_of(host_fd_duplicate(fd, -1, ADDRESS(&to))) < 0 ? -1 : to;
}

int
dup2(int fd, int to)
{
    int32_t result;
    /* The host takes a negative number for "any". */
    return result_of(host_fd_duplicate(fd, to < 0 ? INT32_MAX : to, ADDRESS(&result))) < 0 ? -1 : result;
}

int
dup3(int fd, int to, int flags)
{
    /* No program is ever executed in the place of this one, so all descriptors may be inherited. */
    (void) flags;
    if (fd == to) {
        errno = EINVAL;
        return -1;
    }
    return dup2(fd, to);
}
