/* The guest: CPython as a WebAssembly reactor that runs programs, one after the other, in one namespace.
 *
 * The host calls, in this order:
 *
 *   _initialize()                   at build time, once
 *   guest_initialize() -> i32       at build time, once; then memory and globals are the snapshot
 *   guest_version() -> i32          at build time: CPython's PY_VERSION_HEX
 *
 * and in a clone, for each program:
 *
 *   guest_mailbox() -> i32          where the host asks for something meanwhile: threads.h
 *   guest_allocate(size) -> i32     memory for the request; 0 if there is none
 *   guest_evaluate(request, size)   runs the program, and frees the request
 *   guest_pause()                   flushes and reports, if another program may follow; or
 *   guest_finish()                  ends the interpreter, flushes and reports; nothing may be called after it
 *
 * and after a call that the host has stopped, once and nothing else:
 *
 *   guest_salvage()                 writes the output that is held back, and reports where the program was
 *
 * Both report how the program ended through the host's agent_core.report(address, size). Request and report are
 * records, described in guest/wire.py. The user's code is evaluated and finished from C, so that it never runs below a
 * Python frame of the guest: sys._getframe, traceback.print_stack, the location of a warning and the recursion limit
 * are the same as under `python main.py`.
 */
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE
#include <Python.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>
#include "pycore_gc.h"
#include "pycore_pylifecycle.h"
#include "guest.h"
#include "release.h"
#include "threads.h"

/* The exit codes of a program that SIGINT ended, and of one whose last output could not be written. */
#define INTERRUPTED_EXIT_CODE 130
#define FLUSH_FAILED_EXIT_CODE 120

#define LIBRARY L"/lib/python" Py_STRINGIFY(PY_MAJOR_VERSION) "." Py_STRINGIFY(PY_MINOR_VERSION)

/* The functions of guest.startup, and the name of a frame's method: references that live as long as the instance. */
static PyObject *prepare;
static PyObject *tell_exception;
static PyObject *tell_value;
static PyObject *clear;

/* Replaces wasi-libc's, which returns the time since _initialize() as CPU time: in a clone that is the snapshot's age.
 * time.process_time() reads it. */
clock_t
__clock(void)
{
    __wasi_timestamp_t nanoseconds = 0;
    (void) __wasi_clock_time_get(__WASI_CLOCKID_PROCESS_CPUTIME_ID, 0, &nanoseconds);
    return (clock_t) nanoseconds;
}

clock_t
clock(void)
{
    return __clock();
}

static int
initialize_interpreter(void)
{
    use_arenas();
    PyPreConfig preconfig;
    PyPreConfig_InitIsolatedConfig(&preconfig);
    preconfig.utf8_mode = 1;
    PyStatus status = Py_PreInitialize(&preconfig);
    if (PyStatus_Exception(status)) {
        return -1;
    }
    if (add_modules() < 0) {
        return -1;
    }

    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    /* SIGINT raises KeyboardInterrupt: requests.c. */
    config.install_signal_handlers = 1;
    config.pathconfig_warnings = 0;
    config.site_import = 0;
    config.write_bytecode = 0;
    /* Every clone has the same hashes in any case: the seed is part of the snapshot. A fixed seed makes the snapshot
     * reproducible. A hash-flooding program slows only its own sandbox. */
    config.use_hash_seed = 1;
    config.hash_seed = 0;
    config.module_search_paths_set = 1;
    status = PyConfig_SetString(&config, &config.home, L"/");
    if (!PyStatus_Exception(status)) {
        status = PyWideStringList_Append(&config.module_search_paths, LIBRARY);
    }
    if (!PyStatus_Exception(status)) {
        status = PyWideStringList_Append(&config.module_search_paths, L"/lib/guest");
    }
    if (!PyStatus_Exception(status)) {
        /* Modules that are frozen have their __file__ there. The folder cannot be recognised: it has no os.py. */
        status = PyConfig_SetString(&config, &config.stdlib_dir, LIBRARY);
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
    /* Opens nothing: the working directory exists only in wasi-libc's memory: in the snapshot and in every clone. */
    if (chdir(WORKSPACE) != 0 || initialize_interpreter() < 0) {
        return 1;
    }
    /* Without threads, wasi-libc numbers the only one 0, which CPython's dumps of stacks take for one that is gone. */
    if (PyThreadState_Get()->thread_id == 0) {
        PyThreadState_Get()->thread_id = 1;
    }
    PyObject *startup = PyImport_ImportModule("guest.startup");
    if (startup != NULL) {
        prepare = PyObject_GetAttrString(startup, "prepare");
        tell_exception = PyObject_GetAttrString(startup, "tell_exception");
        tell_value = PyObject_GetAttrString(startup, "tell_value");
        deadlock_error = PyObject_GetAttrString(startup, "deadlock_error");
        clear = PyUnicode_InternFromString("clear");
        PyObject *done = PyObject_CallMethod(startup, "settle", NULL);
        if (done != NULL && remember_modules() == 0 && remember_file_types() == 0 && remember_streams() == 0) {
            /* No object of the snapshot ever becomes garbage: a collection in a clone examines only the program's own
             * objects. */
            _PyGC_Freeze(PyInterpreterState_Get());
        }
        Py_XDECREF(done);
        Py_DECREF(startup);
    }
    if (PyErr_Occurred()) {
        PyErr_Print();
        return 1;
    }
    return 0;
}

EXPORT("guest_version") uint32_t
guest_version(void)
{
    return PY_VERSION_HEX;
}

EXPORT("guest_allocate") uint32_t
guest_allocate(uint32_t size)
{
    return (uint32_t) (uintptr_t) malloc(size);
}

/* The record with one more field. Steals the reference; NULL, without an exception, if there was no memory. */
static PyObject *
with_field(PyObject *record, char tag, const char *content, Py_ssize_t size)
{
    /* Sizes are little-endian, in records and in WebAssembly. */
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

/* Prints an uncaught exception as sys.excepthook would. The default hook prints `text`; a hook that the program has
 * set is called by CPython. */
static void
show_exception(PyObject *exception, PyObject *text)
{
    PyObject *hook = PySys_GetObject("excepthook");
    if (hook == NULL || hook != PySys_GetObject("__excepthook__")) {
        /* A SystemExit from the program's hook ends the process, as in any Python. */
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

/* Releases the program's objects, which leave no memory for reporting. Allocates nothing. */
static void
make_room(PyObject *exception, PyObject *main)
{
    PyObject *traceback = PyException_GetTraceback(exception);
    PyTracebackObject *each = (PyTracebackObject *) traceback;
    for (; each != NULL; each = each->tb_next) {
        Py_XDECREF(PyObject_CallMethodNoArgs((PyObject *) each->tb_frame, clear));
        PyErr_Clear();
    }
    Py_XDECREF(traceback);
    PyDict_Clear(PyModule_GetDict(main));
    _PyGC_CollectNoFail(PyThreadState_Get());
}

/* Ends a program that raised an exception: prints it, and returns a record that reports it. Steals the reference.
 * `main` is the program's module, or NULL if there is none. */
static PyObject *
end_with_exception(PyObject *exception, PyObject *main, int *exit_code)
{
    PyErr_SetRaisedException(exception);
    if (_Py_HandleSystemExit(exit_code)) {
        return empty_record();
    }
    *exit_code = PyErr_Occurred() == PyExc_KeyboardInterrupt ? INTERRUPTED_EXIT_CODE : 1;
    exception = PyErr_GetRaisedException();
    PyObject *text = NULL, *record = NULL;
    PyObject *told = PyObject_CallOneArg(tell_exception, exception);
    /* Without memory, a call may fail with errors other than MemoryError. */
    if (told == NULL && main != NULL
        && (PyErr_GivenExceptionMatches(exception, PyExc_MemoryError) || PyErr_ExceptionMatches(PyExc_MemoryError))) {
        PyErr_Clear();
        make_room(exception, main);
        told = PyObject_CallOneArg(tell_exception, exception);
    }
    if (told != NULL && PyArg_ParseTuple(told, "UO!", &text, &PyBytes_Type, &record)) {
        show_exception(exception, text);
        record = Py_NewRef(record);
    }
    else {
        /* The program broke something that tell_exception() uses, such as a built-in, or no memory is left. */
        PyErr_Clear();
        show_exception(exception, NULL);
        const char *type = Py_TYPE(exception)->tp_name;
        record = with_field(empty_record(), REPORT_EXCEPTION_TYPE, type, strlen(type));
    }
    Py_XDECREF(told);
    Py_DECREF(exception);
    return record;
}

/* Returns a record that reports the value of the last expression. Steals the reference. */
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

/* The module that all programs of this instance run in: NULL until one has run, and when the interpreter is finalized,
 * so that it is destroyed as at a process's exit. */
static PyObject *main_module;

/* How the last program ended, from its evaluation to its report. */
static PyObject *ended;
static int ended_exit_code;

EXPORT("guest_evaluate") void
guest_evaluate(uint32_t address, uint32_t size)
{
    char *request = (char *) (uintptr_t) address;
    PyObject *value = NULL, *main = NULL;
    PyObject *program =
        PyObject_CallFunction(prepare, "y#O", request, (Py_ssize_t) size, main_module != NULL ? main_module : Py_None);
    free(request);
    if (program != NULL) {
        PyObject *steps;
        if (PyArg_ParseTuple(program, "O!O!", &PyTuple_Type, &steps, &PyModule_Type, &main)) {
            value = evaluate(steps, PyModule_GetDict(main));
        }
    }
    else {
        /* The traceback of an error in compiling contains only frames of the guest. */
        PyObject *exception = PyErr_GetRaisedException();
        PyException_SetTraceback(exception, Py_None);
        PyErr_SetRaisedException(exception);
    }
    ended_exit_code = 0;
    ended = value == NULL ? end_with_exception(PyErr_GetRaisedException(), main, &ended_exit_code)
                          : end_with_value(value);
    if (main != NULL) {
        Py_XSETREF(main_module, Py_NewRef(main));
    }
    Py_XDECREF(program);
}

/* Reports how the program ended. `flushed` is negative if not all of its output could be written. */
static void
report(int flushed)
{
    char code = (char) (flushed < 0 && ended_exit_code == 0 ? FLUSH_FAILED_EXIT_CODE : ended_exit_code);
    PyObject *record = with_field(ended, REPORT_EXIT_CODE, &code, 1);
    ended = NULL;
    /* Without a record there is no memory for one. The host sees that nothing was reported, and that the guest's
     * memory could not grow. */
    if (record != NULL) {
        host_report((uint32_t) (uintptr_t) PyBytes_AS_STRING(record), (uint32_t) PyBytes_GET_SIZE(record));
        Py_DECREF(record);
    }
}

EXPORT("guest_pause") void
guest_pause(void)
{
    int flushed = flush_streams();
    PyErr_Clear();
    report(flushed);
}

/* As Python does before it ends. A deadlock of the threads is how the program ended, if nothing else was. */
static void
finish_threads(void)
{
    int failed_before = take_deadlock() || ended_exit_code != 0;
    if (await_threads() == 0) {
        return;
    }
    int deadlock = take_deadlock();
    if (deadlock && failed_before) {
        PyErr_Clear();
    }
    else if (deadlock) {
        Py_XSETREF(ended, end_with_exception(PyErr_GetRaisedException(), NULL, &ended_exit_code));
    }
    else {
        PyErr_FormatUnraisable("Exception ignored on threading shutdown");
    }
}

EXPORT("guest_finish") void
guest_finish(void)
{
    finish_threads();
    Py_CLEAR(main_module);
    report(leave());
    /* The rest is discarded with the instance. */
}
