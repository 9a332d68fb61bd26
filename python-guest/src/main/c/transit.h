/* Output between a stream's buffer and the host. Whoever stops a program may stop it there, after the host has taken bytes
 * and before the buffer has dropped them: then salvage.c must neither write them again nor miss the rest. */
#ifndef TRANSIT_H
#define TRANSIT_H

#include <Python.h>
#include <wasi/api.h>

/* What the host has taken of the bytes that begin at an address: written by the host itself, in its call. */
struct emission {
    const char *at;
    __wasi_size_t taken;
};

/* Bytes that a text stream has handed to the writer below it. On the stack of the thread that writes. */
struct transit {
    PyObject *writer;
    /* What the writer has not taken; less `emission`, if that begins there. */
    const char *left;
    Py_ssize_t size;
    struct emission emission;
    struct transit *next;
};

/* What is in transit, in the order in which it was written. */
extern struct transit *first_transit;

void begin_transit(struct transit *transit, PyObject *writer, PyObject *bytes);
void end_transit(struct transit *transit);

/* The transit that `from` is of; NULL if none. */
struct transit *transit_of(const char *from);

/* The writer has taken `size` more of it. */
void advance_transit(struct transit *transit, Py_ssize_t size);

/* Where the host is to say what it takes of the bytes at `from`, if they are in the buffer of standard output or standard
 * error; else NULL. */
struct emission *emission_of_buffer(const char *from);

/* How many of the bytes at `from` the host has taken. */
static inline Py_ssize_t
taken_of(const struct emission *emission, const char *from)
{
    return emission->at == from ? (Py_ssize_t) emission->taken : 0;
}

#endif
