/* The module _usage: what a program has used that only WebAssembly knows. */
#include <Python.h>
#include "guest.h"

#define WASM_PAGE_SIZE 65536

static PyObject *
memory_bytes(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(arguments))
{
    return PyLong_FromSize_t(__builtin_wasm_memory_size(0) * (size_t) WASM_PAGE_SIZE);
}

static PyMethodDef methods[] = {
    {"memory_bytes", memory_bytes, METH_NOARGS, PyDoc_STR("The size of linear memory, which never becomes smaller.")},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_usage",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__usage(void)
{
    return PyModuleDef_Init(&definition);
}
