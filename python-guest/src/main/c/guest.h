/* The interfaces between the guest's parts. */
#ifndef GUEST_H
#define GUEST_H

#include <Python.h>
#include <stdint.h>

/* From guest/wire.py. */
#define RECORD_VERSION 1
#define REPORT_EXIT_CODE 1
#define REPORT_EXCEPTION_TYPE 2
#define REPORT_STOPPED_AT 10

__attribute__((import_module("agent_core"), import_name("report")))
extern void host_report(uint32_t address, uint32_t size);

/* Takes what a stream holds back. */
typedef void (*pending_sink)(const char *content, Py_ssize_t size);

/* Passes what a text stream and the buffer below it hold back, in the order in which it was written. Runs no other code. */
void pending_text(PyObject *stream, pending_sink sink);

/* The same for a buffered writer, if it is one of those that are remembered. */
void pending_bytes(PyObject *stream, pending_sink sink);
void remember_writers(PyObject *output, PyObject *error);

/* Records the standard streams of the snapshot. Returns -1 on failure. */
int remember_streams(void);

/* The folder of the program's files, and its working directory. */
#define WORKSPACE "/workspace"

/* Records the types of files. Returns -1, with an exception set, on failure. */
int remember_file_types(void);

/* Records the modules of the snapshot. Returns -1, with an exception set, on failure. */
int remember_modules(void);

/* Flushes sys.stdout and sys.stderr. Returns -1 if not all output could be written. */
int flush_streams(void);

/* Waits for the program's threads, but for daemons, as Py_FinalizeEx() does. Returns -1, with an exception set, on
 * failure. */
int await_threads(void);

/* Ends the program: exit functions, finalizers, flushes. Returns -1 if not all output could be written. */
int leave(void);

/* Makes the interpreter, which is not yet initialised, allocate its arenas with arenas.c. */
void use_arenas(void);

/* Adds modules.c's modules to those that are built in. Called before the interpreter is initialised. Returns -1 on failure. */
int add_modules(void);
PyMODINIT_FUNC PyInit__keyderivation(void);
PyMODINIT_FUNC PyInit__usage(void);

#endif
