/* The interfaces between the guest's parts. */

/* The folder of the program's files, and its working directory. */
#define WORKSPACE "/workspace"

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
