/* What wasi-libc's header leaves out. */
#include_next <sys/stat.h>

#ifndef GUEST_SYS_STAT_H
#define GUEST_SYS_STAT_H

mode_t umask(mode_t mask);

#endif
