/* What the host has for files besides WASI's functions. Each returns an error number of WASI's. */
#ifndef GUEST_HOST_H
#define GUEST_HOST_H

#include <stdint.h>

/* An address in linear memory, of 32 bits whatever the size of a pointer is. */
#define ADDRESS(pointer) ((uint32_t) (uintptr_t) (pointer))

#define HOST(name) __attribute__((import_module("agent_core"), import_name(name)))

/* Opens at `to`, or at the lowest free number if `to` is -1, what is open at `fd`; the number is written to `result`. */
HOST("fd_duplicate") int32_t host_fd_duplicate(int32_t fd, int32_t to, uint32_t result);

/* Sets the permission bits of a file or a directory. */
HOST("fd_set_mode") int32_t host_fd_set_mode(int32_t fd, uint32_t mode);
HOST("path_set_mode") int32_t host_path_set_mode(int32_t fd, uint32_t path, uint32_t length, uint32_t mode);

/* Sets the permission bits of the next file or directory that is created. */
HOST("set_creation_mode") int32_t host_set_creation_mode(uint32_t mode);

/* Writes the space of a file system to `result`. */
struct host_space {
    uint64_t bytes;
    uint64_t free_bytes;
    uint64_t files;
    uint64_t free_files;
};
HOST("fd_space") int32_t host_fd_space(int32_t fd, uint32_t result);
HOST("path_space") int32_t host_path_space(int32_t fd, uint32_t path, uint32_t length, uint32_t result);

/* What a function of POSIX returns for an error number of WASI's: -1, and errno is set, if it is not 0. */
int result_of(int number);

/* The preopened directory that a path is in, and the path from there; -1, and errno is set, if there is none. The result
 * is valid until the next call. */
int preopen_of(const char *path, const char **relative);

/* The only user. The files that a program cannot change belong to another. */
#define USER_ID 1000

#endif
