/* What Py_FinalizeEx() does and a program can see. All of Py_FinalizeEx() would take longer than most programs, only
 * to tidy up an instance that is thrown away. */
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE
#include <Python.h>
#include <string.h>
#include "pycore_gc.h"
#include "pycore_moduleobject.h"
#include "pycore_pylifecycle.h"
#include "guest.h"

static int
flush_stream(const char *name)
{
    PyObject *file = PySys_GetObject(name);
    if (file == NULL || file == Py_None) {
        return 0;
    }
    int result = 0;
    Py_INCREF(file);
    PyObject *closed = PyObject_GetAttrString(file, "closed");
    if (closed == NULL || PyObject_IsTrue(closed) <= 0) {
        PyErr_Clear();
        PyObject *flushed = PyObject_CallMethod(file, "flush", NULL);
        result = flushed == NULL ? -1 : 0;
        Py_XDECREF(flushed);
    }
    Py_XDECREF(closed);
    Py_DECREF(file);
    return result;
}

int
flush_streams(void)
{
    int result = flush_stream("stdout");
    if (result < 0) {
        PyErr_FormatUnraisable("Exception ignored on flushing sys.stdout");
    }
    if (flush_stream("stderr") < 0) {
        PyErr_Clear();
        result = -1;
    }
    return result;
}

/* Weak references to the modules of the snapshot, in the order of sys.modules. */
static PyObject *python_modules;

int
remember_modules(void)
{
    PyObject *modules = PyDict_Values(PyImport_GetModuleDict());
    python_modules = modules == NULL ? NULL : PyTuple_New(PyList_GET_SIZE(modules));
    for (Py_ssize_t i = 0; python_modules != NULL && i < PyTuple_GET_SIZE(python_modules); i++) {
        PyObject *reference = PyWeakref_NewRef(PyList_GET_ITEM(modules, i), NULL);
        if (reference == NULL) {
            Py_CLEAR(python_modules);
            break;
        }
        PyTuple_SET_ITEM(python_modules, i, reference);
    }
    Py_XDECREF(modules);
    return python_modules == NULL ? -1 : 0;
}

/* Whether a module is the snapshot's at this position of sys.modules, as almost all are at a program's end. */
static int
is_still(Py_ssize_t place, PyObject *module)
{
    return place < PyTuple_GET_SIZE(python_modules)
        && ((PyWeakReference *) PyTuple_GET_ITEM(python_modules, place))->wr_object == module;
}

/* Whether a module belongs to the program and not to Python. */
static int
is_of_program(PyObject *module)
{
    if (!PyModule_Check(module)) {
        return 0;
    }
    PyObject *name = PyDict_GetItemString(PyModule_GetDict(module), "__name__");
    if (name != NULL && PyUnicode_Check(name) && PyUnicode_EqualToUTF8(name, "__main__")) {
        return 1;
    }
    PyObject *file = PyDict_GetItemString(PyModule_GetDict(module), "__file__");
    const char *path = file != NULL && PyUnicode_Check(file) ? PyUnicode_AsUTF8(file) : NULL;
    return path != NULL && strncmp(path, WORKSPACE "/", sizeof WORKSPACE) == 0;
}

/* Python's types of files that hold back what is written to them: text first, then what is below it. */
static PyTypeObject *text_type, *writer_type, *random_type;

int
remember_file_types(void)
{
    PyObject *io = PyImport_ImportModule("_io");
    if (io != NULL) {
        text_type = (PyTypeObject *) PyObject_GetAttrString(io, "TextIOWrapper");
        writer_type = (PyTypeObject *) PyObject_GetAttrString(io, "BufferedWriter");
        random_type = (PyTypeObject *) PyObject_GetAttrString(io, "BufferedRandom");
        Py_DECREF(io);
    }
    return text_type == NULL || writer_type == NULL || random_type == NULL ? -1 : 0;
}

/* Of the three lists of objects that the collector may free, one. */
static PyGC_Head *
collected(int number)
{
    struct _gc_runtime_state *collector = &PyInterpreterState_Get()->gc;
#if PY_VERSION_HEX < 0x030E0000
    return &collector->generations[number].head;
#else
    return number == 0 ? &collector->young.head : &collector->old[number - 1].head;
#endif
}

/* The files of the program's, which the collector knows; those of the snapshot are frozen. */
static PyObject *
open_files(void)
{
    PyObject *found = PyList_New(0);
    for (int i = 0; found != NULL && i < NUM_GENERATIONS; i++) {
        PyGC_Head *head = collected(i);
        for (PyGC_Head *each = _PyGCHead_NEXT(head); each != head; each = _PyGCHead_NEXT(each)) {
            PyObject *object = _Py_FROM_GC(each);
            if ((PyObject_TypeCheck(object, text_type) || PyObject_TypeCheck(object, writer_type)
                 || PyObject_TypeCheck(object, random_type))
                && PyList_Append(found, object) < 0) {
                PyErr_Clear();
            }
        }
    }
    PyErr_Clear();
    return found;
}

/* Flushes the files that the program has left open. Those that are part of a cycle would lose what they hold back: the
 * collector finalises the objects of a cycle in any order, and a file below is closed before the one above it is flushed. */
static void
flush_files(void)
{
    PyObject *files = open_files();
    for (int text = 1; files != NULL && text >= 0; text--) {
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(files); i++) {
            PyObject *file = PyList_GET_ITEM(files, i);
            if (PyObject_TypeCheck(file, text_type) == text) {
                /* A failure has nobody to be told, as when a file is destroyed. */
                Py_XDECREF(PyObject_CallMethod(file, "flush", NULL));
                PyErr_Clear();
            }
        }
    }
    Py_XDECREF(files);
}

/* Releases the program's modules and everything that they reference, so that finalizers run: first by removing them,
 * then by clearing those that are still referenced. */
static void
forget_modules(void)
{
    PyThreadState *thread = PyThreadState_Get();
    PyObject *modules = PyImport_GetModuleDict();
    PyObject *names = PyDict_Keys(modules);
    PyObject *forgotten = PyList_New(0);
    for (Py_ssize_t i = 0; names != NULL && forgotten != NULL && i < PyList_GET_SIZE(names); i++) {
        PyObject *name = PyList_GET_ITEM(names, i);
        PyObject *module = PyDict_GetItem(modules, name);
        if (module == NULL || is_still(i, module) || !is_of_program(module)) {
            continue;
        }
        PyObject *reference = PyWeakref_NewRef(module, NULL);
        if (reference != NULL) {
            PyList_Append(forgotten, reference);
            Py_DECREF(reference);
        }
        PyDict_SetItem(modules, name, Py_None);
    }
    PyErr_Clear();
    flush_files();
    _PyGC_CollectNoFail(thread);
    for (Py_ssize_t i = forgotten == NULL ? 0 : PyList_GET_SIZE(forgotten); i > 0; i--) {
        PyObject *module = NULL;
        if (PyWeakref_GetRef(PyList_GET_ITEM(forgotten, i - 1), &module) > 0) {
            _PyModule_Clear(module);
            Py_DECREF(module);
        }
    }
    PyErr_Clear();
    _PyGC_CollectNoFail(thread);
    Py_XDECREF(names);
    Py_XDECREF(forgotten);
}

int
await_threads(void)
{
    PyObject *modules = PyImport_GetModuleDict();
    PyObject *threading = modules != NULL && PyDict_Check(modules) ? PyDict_GetItemString(modules, "threading") : NULL;
    if (threading == NULL) {
        return 0;
    }
    Py_INCREF(threading);
    PyObject *done = PyObject_CallMethod(threading, "_shutdown", NULL);
    Py_DECREF(threading);
    Py_XDECREF(done);
    return done == NULL ? -1 : 0;
}

int
leave(void)
{
    _PyAtExit_Call(PyInterpreterState_Get());
    int result = flush_streams();
    static const char *const names[] = {"last_exc", "last_type", "last_value", "last_traceback", NULL};
    for (const char *const *name = names; *name != NULL; name++) {
        PySys_SetObject(*name, Py_None);
    }
    /* The program's own streams are destroyed, and flush their buffers into these. */
    PySys_SetObject("stdout", PySys_GetObject("__stdout__"));
    PySys_SetObject("stderr", PySys_GetObject("__stderr__"));
    PyErr_Clear();
    flush_files();
    forget_modules();
    flush_stream("stdout");
    flush_stream("stderr");
    PyErr_Clear();
    return result;
}
