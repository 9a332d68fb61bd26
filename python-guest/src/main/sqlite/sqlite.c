/* SQLite, whose database files have one user: the program.
 *
 * The VFS "unix-excl" settles in memory which of a program's connections has which lock, and then locks the file against
 * other processes. There are none, and WASI has no such locks: every lock on a file is granted.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* For WASI, SQLite leaves out the write-ahead log, because it needs shared memory. Under "unix-excl" it does not: it keeps
 * the log's index on the heap. SQLITE_WASI has the rest of what SQLite knows of WASI. */
#undef __wasi__

static int sqlite_fcntl(int file, int command, ...);
#define fcntl sqlite_fcntl
#include "sqlite3.c"
#undef fcntl

static int
sqlite_fcntl(int file, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    int result = 0;
    if (command == F_GETLK) {
        va_arg(arguments, struct flock *)->l_type = F_UNLCK;
    }
    else if (command != F_SETLK && command != F_SETLKW) {
        result = fcntl(file, command, va_arg(arguments, int));
    }
    va_end(arguments);
    return result;
}
