/* stat() with permission bits and owners, which WASI's structure has no fields for. The host writes them into the padding
 * behind the file's type: one call has all, and a host that leaves the padding zero is understood too. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>
#include <wasi/libc-nocwd.h>
#include "host.h"

/* Python takes it for the size of its buffers. */
#define BLOCK_SIZE 8192
#define NANOSECONDS 1000000000

/* Where the host writes what WASI has no fields for: st_mode, and the owner's number. */
#define MODE_OFFSET 18
#define OWNER_OFFSET 20

static mode_t
mode_of_type(__wasi_filetype_t type)
{
    switch (type) {
    case __WASI_FILETYPE_BLOCK_DEVICE:
        return S_IFBLK | 0600;
    case __WASI_FILETYPE_CHARACTER_DEVICE:
        return S_IFCHR | 0600;
    case __WASI_FILETYPE_DIRECTORY:
        return S_IFDIR | 0755;
    case __WASI_FILETYPE_REGULAR_FILE:
        return S_IFREG | 0644;
    case __WASI_FILETYPE_SOCKET_DGRAM:
    case __WASI_FILETYPE_SOCKET_STREAM:
        return S_IFSOCK | 0600;
    case __WASI_FILETYPE_SYMBOLIC_LINK:
        return S_IFLNK | 0777;
    default:
        return 0;
    }
}

static struct timespec
time_of(__wasi_timestamp_t nanoseconds)
{
    return (struct timespec){.tv_sec = nanoseconds / NANOSECONDS, .tv_nsec = nanoseconds % NANOSECONDS};
}

static void
convert(const __wasi_filestat_t *from, struct stat *to)
{
    uint16_t mode;
    uint32_t owner;
    memcpy(&mode, (const char *) from + MODE_OFFSET, sizeof mode);
    memcpy(&owner, (const char *) from + OWNER_OFFSET, sizeof owner);
    *to = (struct stat){
        .st_dev = from->dev,
        .st_ino = from->ino,
        .st_nlink = from->nlink,
        .st_mode = mode != 0 ? mode : mode_of_type(from->filetype),
        .st_uid = owner,
        .st_gid = owner,
        .st_size = from->size,
        .st_blksize = BLOCK_SIZE,
        .st_blocks = (from->size + 511) / 512,
        .st_atim = time_of(from->atim),
        .st_mtim = time_of(from->mtim),
        .st_ctim = time_of(from->ctim),
    };
}

int
fstat(int fd, struct stat *status)
{
    __wasi_filestat_t told = {0};
    if (result_of(__wasi_fd_filestat_get(fd, &told)) < 0) {
        return -1;
    }
    convert(&told, status);
    return 0;
}

/* What stat(), lstat() and fstatat() of wasi-libc call. */
int
__wasilibc_nocwd_fstatat(int fd, const char *restrict path, struct stat *restrict status, int flags)
{
    __wasi_filestat_t told = {0};
    __wasi_lookupflags_t follow = flags & AT_SYMLINK_NOFOLLOW ? 0 : __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW;
    if (result_of(__wasi_path_filestat_get(fd, follow, path, &told)) < 0) {
        return -1;
    }
    convert(&told, status);
    return 0;
}

/* What access() and faccessat() of wasi-libc call. */
int
__wasilibc_nocwd_faccessat(int fd, const char *path, int wanted, int flags)
{
    struct stat status;
    if ((wanted & ~(R_OK | W_OK | X_OK)) != 0 && wanted != F_OK) {
        errno = EINVAL;
        return -1;
    }
    if (__wasilibc_nocwd_fstatat(fd, path, &status, 0) < 0) {
        return -1;
    }
    (void) flags; /* The real and the effective user are the same, and there are no links. */
    int shift = status.st_uid == USER_ID ? 6 : 0;
    mode_t bits = (wanted & R_OK ? 4 : 0) | (wanted & W_OK ? 2 : 0) | (wanted & X_OK ? 1 : 0);
    if ((status.st_mode >> shift & bits) != bits) {
        errno = EACCES;
        return -1;
    }
    return 0;
}
