/* What wasi-libc's header leaves out. */
#include_next <time.h>

#ifndef GUEST_TIME_H
#define GUEST_TIME_H

void tzset(void);

#endif
