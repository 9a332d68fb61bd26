/* What the guest's parts know of each other. */

/* Where the program's files are, and its working directory. */
#define WORKSPACE "/workspace"

/* Notes which modules are the snapshot's own. Returns -1, with an exception set, if it cannot. */
int remember_modules(void);

/* Flushes sys.stdout and sys.stderr. Returns -1 if not all output could be written. */
int flush_streams(void);

/* Ends the program: exit functions, finalizers, flushes. Returns -1 if not all output could be written. */
int leave(void);

/* Has the interpreter, not yet initialised, take its arenas from arenas.c. */
void use_arenas(void);
