/* What wasi-libc's header leaves out. */
#include_next <unistd.h>

#ifndef GUEST_UNISTD_H
#define GUEST_UNISTD_H

int dup(int fd);
int dup2(int fd, int to);
int dup3(int fd, int to, int flags);
pid_t getppid(void);
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);

#endif
