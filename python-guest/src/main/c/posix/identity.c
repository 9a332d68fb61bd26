/* The one user of a sandbox, and its one process. */
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
