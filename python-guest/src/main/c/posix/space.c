/* The space of file systems. */
#include <string.h>
#include <sys/statvfs.h>
#include "host.h"

#define BLOCK_SIZE 4096
#define NAME_MAX_BYTES 255

static int
convert(int number, const struct host_space *from, struct statvfs *to)
{
    if (result_of(number) < 0) {
        return -1;
    }
    memset(to, 0, sizeof *to);
    to->f_bsize = to->f_frsize = BLOCK_SIZE;
    to->f_blocks = from->bytes / BLOCK_SIZE;
    to->f_bfree = to->f_bavail = from->free_bytes / BLOCK_SIZE;
    to->f_files = from->files;
    to->f_ffree = to->f_favail = from->free_files;
    to->f_flag = from->files == 0 ? ST_RDONLY : 0;
    to->f_namemax = NAME_MAX_BYTES;
    return 0;
}

int
__wrap_fstatvfs(int fd, struct statvfs *result)
{
    struct host_space space = {0};
    return convert(host_fd_space(fd, ADDRESS(&space)), &space, result);
}

int
__wrap_statvfs(const char *restrict path, struct statvfs *restrict result)
{
    struct host_space space = {0};
    const char *relative;
    int fd = preopen_of(path, &relative);
    return fd < 0 ? -1 : convert(host_path_space(fd, ADDRESS(relative), strlen(relative), ADDRESS(&space)), &space, result);
}
