/* The function of wasi-libc that returns an error number, and neither sets errno nor knows Linux's numbers. The linker puts it
 * in the place of wasi-libc's. */
#include <errno.h>
#include <fcntl.h>
#include "host.h"

int __real_posix_fadvise(int fd, off_t offset, off_t length, int advice);

int
__wrap_posix_fadvise(int fd, off_t offset, off_t length, int advice)
{
    int before = errno;
    int number = result_of(__real_posix_fadvise(fd, offset, length, advice)) < 0 ? errno : 0;
    errno = before;
    return number;
}
