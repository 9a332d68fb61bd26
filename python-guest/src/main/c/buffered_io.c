/* CPython's buffered streams, and a look into one without running anything. This object takes the place of CPython's own
 * bufferedio.o. */
#define PY_SSIZE_T_CLEAN
#include "Modules/_io/bufferedio.c"
#include "guest.h"

static PyTypeObject *writer_type;

void
remember_writer_type(PyObject *stream)
{
    writer_type = Py_TYPE(stream);
}

void
pending_bytes(PyObject *stream, pending_sink sink)
{
    if (writer_type == NULL || Py_TYPE(stream) != writer_type) {
        return;
    }
    buffered *self = (buffered *) stream;
    if (self->ok > 0 && !self->detached && self->buffer != NULL && self->write_pos >= 0
        && self->write_end > self->write_pos && self->write_end <= self->buffer_size) {
        sink(self->buffer + self->write_pos, (Py_ssize_t) (self->write_end - self->write_pos));
    }
}
