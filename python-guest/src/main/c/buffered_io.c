/* CPython's buffered streams, and a look into one without running anything. This object takes the place of CPython's own
 * bufferedio.o. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>
#include "guest.h"
#include "transit.h"

static void *copy_output(void *to, const void *from, size_t size);

#define memcpy copy_output
#include "Modules/_io/bufferedio.c"
#undef memcpy

/* The writers of standard output and standard error. */
static struct {
    buffered *writer;
    struct emission emission;
} own[2];

void
remember_writers(PyObject *output, PyObject *error)
{
    own[0].writer = (buffered *) output;
    own[1].writer = (buffered *) error;
}

struct emission *
emission_of_buffer(const char *from)
{
    for (int i = 0; i < 2; i++) {
        buffered *self = own[i].writer;
        if (self != NULL && self->buffer != NULL && from >= self->buffer && from < self->buffer + self->buffer_size) {
            return &own[i].emission;
        }
    }
    return NULL;
}

/* memcpy(), for bytes that go into a writer's buffer. No check for a stop comes between the copy and the caller's change of
 * the buffer's bounds. */
static void *
copy_output(void *to, const void *from, size_t size)
{
    struct transit *source = transit_of(from);
    struct emission *earlier = emission_of_buffer(to);
    memcpy(to, from, size);
    if (source != NULL) {
        advance_transit(source, (Py_ssize_t) size);
    }
    if (earlier != NULL) {
        earlier->at = NULL;
    }
    return to;
}

void
pending_bytes(PyObject *stream, pending_sink sink)
{
    for (int i = 0; i < 2; i++) {
        buffered *self = own[i].writer;
        if (self != (buffered *) stream || self->ok <= 0 || self->detached || self->buffer == NULL || self->write_pos < 0
            || self->write_end > self->buffer_size) {
            continue;
        }
        const char *start = self->buffer + self->write_pos;
        start += taken_of(&own[i].emission, start);
        if (start < self->buffer + self->write_end) {
            sink(start, self->buffer + self->write_end - start);
        }
    }
}
