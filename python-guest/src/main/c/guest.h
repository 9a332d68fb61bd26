/* What the guest's parts know of each other. */

/* Where the program's files are, and its working directory. */
#define WORKSPACE "/workspace"

/* Ends the program: exit functions, finalizers, flushes. Returns -1 if not all output could be written. */
int leave(void);
