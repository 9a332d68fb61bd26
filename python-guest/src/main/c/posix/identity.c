/* The one user of a sandbox, and its one process. */
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "host.h"

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
