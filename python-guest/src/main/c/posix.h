/* What POSIX has, this guest has too, and wasi-libc's headers leave out. The end of CPython's pyconfig.h. */
#ifndef GUEST_POSIX_H
#define GUEST_POSIX_H

#include <sys/time.h>

/* Threads have the stack size that they are created with: threads.c. */
#define _POSIX_THREAD_ATTR_STACKSIZE 200809L

/* requests.c */
#define ITIMER_REAL 0

struct itimerval {
    struct timeval it_interval;
    struct timeval it_value;
};

unsigned alarm(unsigned seconds);
int getitimer(int which, struct itimerval *value);
int setitimer(int which, const struct itimerval *restrict value, struct itimerval *restrict previous);

/* pipes.c */
int pipe(int descriptors[2]);

#endif
