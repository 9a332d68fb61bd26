/* CPython's text streams, and a look into one without running anything. This object takes the place of CPython's own
 * textio.o. */
#define PY_SSIZE_T_CLEAN
#include "Modules/_io/textio.c"
#include "guest.h"

static void
pass(PyObject *piece, pending_sink sink)
{
    if (PyBytes_Check(piece)) {
        sink(PyBytes_AS_STRING(piece), PyBytes_GET_SIZE(piece));
    }
    else if (PyUnicode_Check(piece) && PyUnicode_IS_COMPACT_ASCII(piece)) {
        sink(PyUnicode_DATA(piece), PyUnicode_GET_LENGTH(piece));
    }
}

void
pending_text(PyObject *stream, pending_sink sink)
{
    textio *self = (textio *) stream;
    if (self->ok <= 0 || self->detached || self->buffer == NULL) {
        return;
    }
    pending_bytes(self->buffer, sink);
    PyObject *pending = self->pending_bytes;
    if (pending == NULL) {
        return;
    }
    if (!PyList_Check(pending)) {
        pass(pending, sink);
        return;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(pending); i++) {
        pass(PyList_GET_ITEM(pending, i), sink);
    }
}
