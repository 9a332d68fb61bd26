/* How files and directories are found and opened; permission bits: where they get them, and chmod(). The linker puts the
 * functions named __wrap_ in the place of wasi-libc's, which ignore modes or refuse. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <wasi/libc-find-relpath.h>
#include <wasi/libc-nocwd.h>
#include <wasi/libc.h>
#include "host.h"

#define PERMISSIONS 07777

static mode_t mask = 022;

mode_t
umask(mode_t other)
{
    mode_t before = mask;
    mask = other & 0777;
    return before;
}

static void
tell_creation(mode_t mode)
{
    host_set_creation_mode(mode & PERMISSIONS & ~mask);
}

/* On Linux reading is 0, the way of whoever names none. */
static int
with_access(int flags)
{
    return flags & O_ACCMODE ? flags : flags | O_RDONLY;
}

int
__wrap_open(const char *path, int flags, ...)
{
    if (flags & O_CREAT) {
        va_list arguments;
        va_start(arguments, flags);
        tell_creation(va_arg(arguments, mode_t));
        va_end(arguments);
    }
    return __wasilibc_open_nomode(path, with_access(flags));
}

int
__wrap_openat(int fd, const char *path, int flags, ...)
{
    if (flags & O_CREAT) {
        va_list arguments;
        va_start(arguments, flags);
        tell_creation(va_arg(arguments, mode_t));
        va_end(arguments);
    }
    return fd == AT_FDCWD || path[0] == '/' ? __wasilibc_open_nomode(path, with_access(flags))
                                            : __wasilibc_nocwd_openat_nomode(fd, path, with_access(flags));
}

int __real_mkdir(const char *path, mode_t mode);
int __real_mkdirat(int fd, const char *path, mode_t mode);

int
__wrap_mkdir(const char *path, mode_t mode)
{
    tell_creation(mode);
    return __real_mkdir(path, mode);
}

int
__wrap_mkdirat(int fd, const char *path, mode_t mode)
{
    tell_creation(mode);
    return __real_mkdirat(fd, path, mode);
}

int __real___wasilibc_find_relpath_alloc(const char *path, const char **prefix, char **buffer, size_t *size, int can_realloc);

/* What finds all paths that are not relative to a descriptor. wasi-libc takes an empty one for the working directory. */
int
__wrap___wasilibc_find_relpath_alloc(const char *path, const char **prefix, char **buffer, size_t *size, int can_realloc)
{
    if (path[0] == 0) {
        errno = ENOENT;
        return -1;
    }
    return __real___wasilibc_find_relpath_alloc(path, prefix, buffer, size, can_realloc);
}

int
preopen_of(const char *path, const char **relative)
{
    static char *buffer;
    static size_t size;
    const char *prefix;
    int fd = __wasilibc_find_relpath_alloc(path, &prefix, &buffer, &size, 1);
    *relative = buffer;
    return fd;
}

int
__wrap_fchmod(int fd, mode_t mode)
{
    return result_of(host_fd_set_mode(fd, mode & PERMISSIONS));
}

int
__wrap_fchmodat(int fd, const char *path, mode_t mode, int flags)
{
    if (fd == AT_FDCWD || path[0] == '/') {
        fd = preopen_of(path, &path);
        if (fd < 0) {
            return -1;
        }
    }
    (void) flags;
    return result_of(host_path_set_mode(fd, ADDRESS(path), strlen(path), mode & PERMISSIONS));
}

int
__wrap_chmod(const char *path, mode_t mode)
{
    return __wrap_fchmodat(AT_FDCWD, path, mode, 0);
}
