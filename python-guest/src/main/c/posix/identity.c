/* The one user of a sandbox, and its one process. The user is not root: nobody can become another, or give files away. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "host.h"

#define UNCHANGED ((uid_t) -1)

static int
is_own(uid_t id)
{
    return id == USER_ID || id == UNCHANGED;
}

static int
permitted(int condition)
{
    if (!condition) {
        errno = EPERM;
    }
    return condition ? 0 : -1;
}

uid_t
getuid(void)
{
    return USER_ID;
}

uid_t
geteuid(void)
{
    return USER_ID;
}

gid_t
getgid(void)
{
    return USER_ID;
}

gid_t
getegid(void)
{
    return USER_ID;
}

/* As the first process of a container. */
pid_t
getppid(void)
{
    return 0;
}

/* wasi-libc's, but for the name of the host, which socket.gethostname() says too. */
int
uname(struct utsname *system)
{
    memset(system, 0, sizeof *system);
    strcpy(system->sysname, "wasi");
    strcpy(system->nodename, "sandbox");
    strcpy(system->release, "0.0.0");
    strcpy(system->version, "0.0.0");
    strcpy(system->machine, "wasm64");
    return 0;
}

int
getresuid(uid_t *real, uid_t *effective, uid_t *saved)
{
    *real = *effective = *saved = USER_ID;
    return 0;
}

int
getresgid(gid_t *real, gid_t *effective, gid_t *saved)
{
    *real = *effective = *saved = USER_ID;
    return 0;
}

int
getgroups(int count, gid_t groups[])
{
    if (count > 0) {
        groups[0] = USER_ID;
    }
    return 1;
}

int
setuid(uid_t id)
{
    return permitted(id == USER_ID);
}

int
seteuid(uid_t id)
{
    return permitted(id == USER_ID);
}

int
setgid(gid_t id)
{
    return permitted(id == USER_ID);
}

int
setegid(gid_t id)
{
    return permitted(id == USER_ID);
}

int
setreuid(uid_t real, uid_t effective)
{
    return permitted(is_own(real) && is_own(effective));
}

int
setregid(gid_t real, gid_t effective)
{
    return permitted(is_own(real) && is_own(effective));
}

int
setresuid(uid_t real, uid_t effective, uid_t saved)
{
    return permitted(is_own(real) && is_own(effective) && is_own(saved));
}

int
setresgid(gid_t real, gid_t effective, gid_t saved)
{
    return permitted(is_own(real) && is_own(effective) && is_own(saved));
}

/* What is asked for is what is there already, or it is refused. */
static int
change_owner(const struct stat *file, uid_t owner, gid_t group)
{
    return permitted((owner == UNCHANGED && group == UNCHANGED)
                     || (file->st_uid == USER_ID && is_own(owner) && is_own(group)));
}

int
fchown(int fd, uid_t owner, gid_t group)
{
    struct stat file;
    return fstat(fd, &file) < 0 ? -1 : change_owner(&file, owner, group);
}

int
fchownat(int fd, const char *path, uid_t owner, gid_t group, int flags)
{
    struct stat file;
    return fstatat(fd, path, &file, flags & AT_SYMLINK_NOFOLLOW) < 0 ? -1 : change_owner(&file, owner, group);
}

int
chown(const char *path, uid_t owner, gid_t group)
{
    return fchownat(AT_FDCWD, path, owner, group, 0);
}

int
lchown(const char *path, uid_t owner, gid_t group)
{
    return fchownat(AT_FDCWD, path, owner, group, AT_SYMLINK_NOFOLLOW);
}
