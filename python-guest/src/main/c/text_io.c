/* CPython's text streams, and a look into one without running anything. This object takes the place of CPython's own
 * textio.o. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "pycore_runtime.h"
#include "guest.h"
#include "transit.h"

/* PyObject_CallMethodOneArg(), which notes what it passes to the writer below. */
static PyObject *
call_in_transit(PyObject *object, PyObject *name, PyObject *argument)
{
    if (name != &_Py_ID(write) || !PyBytes_Check(argument)) {
        return PyObject_CallMethodOneArg(object, name, argument);
    }
    struct transit transit;
    begin_transit(&transit, object, argument);
    PyObject *result = PyObject_CallMethodOneArg(object, name, argument);
    end_transit(&transit);
    return result;
}

#define PyObject_CallMethodOneArg call_in_transit
#include "Modules/_io/textio.c"

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
    for (struct transit *each = first_transit; each != NULL; each = each->next) {
        Py_ssize_t taken = taken_of(&each->emission, each->left);
        if (each->writer == self->buffer && taken < each->size) {
            sink(each->left + taken, each->size - taken);
        }
    }
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
