/* The guest: CPython as a WebAssembly reactor that runs one program.
 *
 * The host calls, in this order:
 *
 *   _initialize()                   at build time, once
 *   guest_initialize() -> i32       at build time, once; then memory and globals are the snapshot
 *   guest_allocate(size) -> i32     in a clone: room for the request
 *   guest_run(request, size)        in a clone, once
 *
 * and the guest calls the host's agent_core.report(address, size) with how the program ended. Request and report are
 * records, described in guest/wire.py. The user's code is evaluated and left behind from C, so that no Python frame of
 * ours is ever under it: sys._getframe, traceback.print_stack, the place of a warning and the recursion limit are what
 * they are under `python main.py`.
 */
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE
#include <Python.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "pycore_gc.h"
#include "pycore_moduleobject.h"
#include "pycore_pylifecycle.h"
#include "pycore_pystate.h"

#define EXPORT(name) __attribute__((export_name(name)))

#define WORKSPACE "/workspace"

/* What a shell would see of a program that SIGINT ended, and of one whose last output could not be written. */
#define INTERRUPTED_EXIT_CODE 130
#define FLUSH_FAILED_EXIT_CODE 120

/* Of guest/wire.py. */
#define RECORD_VERSION 1
#define REPORT_EXIT_CODE 1
#define REPORT_EXCEPTION_TYPE 2

__attribute__((import_module("agent_core"), import_name("report")))
extern void host_report(const char *address, Py_ssize_t size);

#ifdef GUEST_TEST_MODULES
/* The test-only guest has modules that CPython's own tests of tracing and monitoring need. */
extern PyObject *PyInit__testinternalcapi(void);
extern PyObject *PyInit__testcapi(void);
#endif

/* The functions of guest.startup: references that live as long as the instance. */
static PyObject *prepare;
static PyObject *tell_exception;
static PyObject *tell_value;

static int
initialize_interpreter(void)
{
    PyPreConfig preconfig;
    PyPreConfig_InitIsolatedConfig(&preconfig);
    preconfig.utf8_mode = 1;
    PyStatus status = Py_PreInitialize(&preconfig);
    if (PyStatus_Exception(status)) {
        return -1;
    }
#ifdef GUEST_TEST_MODULES
    if (PyImport_AppendInittab("_testinternalcapi", PyInit__testinternalcapi) < 0
        || PyImport_AppendInittab("_testcapi", PyInit__testcapi) < 0) {
        return -1;
    }
#endif

    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.install_signal_handlers = 0;
    config.pathconfig_warnings = 0;
    config.site_import = 0;
    config.write_bytecode = 0;
    /* Every clone has the same hashes whatever we do here: the seed is part of the snapshot. A fixed one makes the
     * snapshot reproducible. Who floods a dict's hashes slows down only the own sandbox. */
    config.use_hash_seed = 1;
    config.hash_seed = 0;
    config.module_search_paths_set = 1;
    status = PyConfig_SetString(&config, &config.home, L"/");
    if (!PyStatus_Exception(status)) {
        status = PyWideStringList_Append(&config.module_search_paths, L"/lib/python3.13");
    }
    if (!PyStatus_Exception(status)) {
        status = PyWideStringList_Append(&config.module_search_paths, L"/lib/guest");
    }
    if (!PyStatus_Exception(status)) {
        status = Py_InitializeFromConfig(&config);
    }
    PyConfig_Clear(&config);
    return PyStatus_Exception(status) ? -1 : 0;
}

EXPORT("guest_initialize") int
guest_initialize(void)
{
    /* Opens nothing and only exists in wasi-libc's memory: the snapshot, and so every clone, starts there. */
    if (chdir(WORKSPACE) != 0 || initialize_interpreter() < 0) {
        return 1;
    }
    PyObject *startup = PyImport_ImportModule("guest.startup");
    if (startup != NULL) {
        prepare = PyObject_GetAttrString(startup, "prepare");
        tell_exception = PyObject_GetAttrString(startup, "tell_exception");
        tell_value = PyObject_GetAttrString(startup, "tell_value");
        PyObject *done = PyObject_CallMethod(startup, "settle", NULL);
        Py_XDECREF(done);
        Py_DECREF(startup);
    }
    if (PyErr_Occurred()) {
        PyErr_Print();
        return 1;
    }
    return 0;
}

EXPORT("guest_allocate") void *
guest_allocate(size_t size)
{
    return malloc(size);
}

/* The record with one more field. Takes the reference; NULL, and no exception, if there was no memory. */
static PyObject *
with_field(PyObject *record, char tag, const char *content, Py_ssize_t size)
{
    /* Sizes are little-endian, in a record as in WebAssembly. */
    uint32_t stated_size = (uint32_t) size;
    PyBytes_ConcatAndDel(&record, PyBytes_FromStringAndSize(&tag, 1));
    PyBytes_ConcatAndDel(&record, PyBytes_FromStringAndSize((const char *) &stated_size, sizeof stated_size));
    PyBytes_ConcatAndDel(&record, PyBytes_FromStringAndSize(content, size));
    PyErr_Clear();
    return record;
}

static PyObject *
empty_record(void)
{
    static const char version = RECORD_VERSION;
    PyObject *record = PyBytes_FromStringAndSize(&version, 1);
    PyErr_Clear();
    return record;
}

/* Evaluates the steps that prepare() made, one after the other. Returns the last one's value, or NULL with an
 * exception set. */
static PyObject *
evaluate(PyObject *steps, PyObject *namespace)
{
    PyObject *value = Py_NewRef(Py_None);
    for (Py_ssize_t i = 0; value != NULL && i < PyTuple_GET_SIZE(steps); i++) {
        Py_SETREF(value, PyEval_EvalCode(PyTuple_GET_ITEM(steps, i), namespace, namespace));
    }
    return value;
}

/* Shows an uncaught exception as sys.excepthook would. With the default hook it is `text` that is shown; what a program
 * did to the hook is CPython's business. */
static void
show_exception(PyObject *exception, PyObject *text)
{
    PyObject *hook = PySys_GetObject("excepthook");
    if (hook == NULL || hook != PySys_GetObject("__excepthook__")) {
        /* A SystemExit out of the program's hook ends the process, here as everywhere. */
        PyErr_SetRaisedException(Py_NewRef(exception));
        PyErr_PrintEx(1);
        return;
    }
    PyObject *traceback = PyException_GetTraceback(exception);
    PySys_SetObject("last_exc", exception);
    PySys_SetObject("last_value", exception);
    PySys_SetObject("last_type", (PyObject *) Py_TYPE(exception));
    PySys_SetObject("last_traceback", traceback ? traceback : Py_None);
    Py_XDECREF(traceback);
    PyErr_Clear();
    PyObject *error = PySys_GetObject("stderr");
    if (text == NULL) {
        PyErr_DisplayException(exception);
    }
    else if (error != NULL && error != Py_None && PyFile_WriteObject(text, error, Py_PRINT_RAW) < 0) {
        PyErr_Clear();
    }
}

/* Ends a program that raised something: shows it and tells it in the record that is returned. Takes the reference. */
static PyObject *
end_with_exception(PyObject *exception, int *exit_code)
{
    PyErr_SetRaisedException(exception);
    if (_Py_HandleSystemExit(exit_code)) {
        return empty_record();
    }
    *exit_code = PyErr_Occurred() == PyExc_KeyboardInterrupt ? INTERRUPTED_EXIT_CODE : 1;
    exception = PyErr_GetRaisedException();
    PyObject *text = NULL, *record = NULL;
    PyObject *told = PyObject_CallOneArg(tell_exception, exception);
    if (told != NULL && PyArg_ParseTuple(told, "UO!", &text, &PyBytes_Type, &record)) {
        show_exception(exception, text);
        record = Py_NewRef(record);
    }
    else {
        /* The program broke what tell_exception() is made of, a built-in function say, or there is no memory left. */
        PyErr_Clear();
        show_exception(exception, NULL);
        const char *type = Py_TYPE(exception)->tp_name;
        record = with_field(empty_record(), REPORT_EXCEPTION_TYPE, type, strlen(type));
    }
    Py_XDECREF(told);
    Py_DECREF(exception);
    return record;
}

/* Tells the value of the last expression. Takes the reference. */
static PyObject *
end_with_value(PyObject *value)
{
    PyObject *record = PyObject_CallOneArg(tell_value, value);
    Py_DECREF(value);
    if (record == NULL || !PyBytes_Check(record)) {
        PyErr_Clear();
        Py_XDECREF(record);
        return empty_record();
    }
    return record;
}

/* What follows is what Py_FinalizeEx() does and a program can see. All of Py_FinalizeEx() would take longer than most
 * programs, only to tidy up an instance that is thrown away. */

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

static int
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

/* Whether a module came with the program and not with Python. */
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

/* Lets go of the program's modules and of all that they hold, so that finalizers run: first by forgetting them, then
 * by clearing those that are still held. */
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
        if (module == NULL || !is_of_program(module)) {
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

/* Exit functions, finalizers, flushes. Returns -1 if not all output could be written. */
static int
leave(void)
{
    _PyAtExit_Call(PyInterpreterState_Get());
    int result = flush_streams();
    static const char *const names[] = {"last_exc", "last_type", "last_value", "last_traceback", NULL};
    for (const char *const *name = names; *name != NULL; name++) {
        PySys_SetObject(*name, Py_None);
    }
    /* The program's own streams go, and flush what they hold into these. */
    PySys_SetObject("stdout", PySys_GetObject("__stdout__"));
    PySys_SetObject("stderr", PySys_GetObject("__stderr__"));
    PyErr_Clear();
    forget_modules();
    flush_stream("stdout");
    flush_stream("stderr");
    PyErr_Clear();
    return result;
}

EXPORT("guest_run") void
guest_run(const char *request, Py_ssize_t size)
{
    int exit_code = 0;
    PyObject *record = NULL, *value = NULL;
    PyObject *program = PyObject_CallFunction(prepare, "y#", request, size);
    if (program != NULL) {
        PyObject *steps, *main;
        if (PyArg_ParseTuple(program, "O!O!", &PyTuple_Type, &steps, &PyModule_Type, &main)) {
            value = evaluate(steps, PyModule_GetDict(main));
        }
    }
    else {
        /* What compiling raised has frames of ours only. */
        PyObject *exception = PyErr_GetRaisedException();
        PyException_SetTraceback(exception, Py_None);
        PyErr_SetRaisedException(exception);
    }
    record = value == NULL ? end_with_exception(PyErr_GetRaisedException(), &exit_code) : end_with_value(value);
    Py_XDECREF(program);
    if (leave() < 0 && exit_code == 0) {
        exit_code = FLUSH_FAILED_EXIT_CODE;
    }
    char code = (char) exit_code;
    record = with_field(record, REPORT_EXIT_CODE, &code, 1);
    /* Without a record there is no memory for one. The host sees that nothing was reported, and that the guest was
     * refused memory. */
    if (record != NULL) {
        host_report(PyBytes_AS_STRING(record), PyBytes_GET_SIZE(record));
    }
    /* What is left is thrown away with the instance. */
}
