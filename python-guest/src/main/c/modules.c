/* The built-in modules that this guest has and CPython's own build has not. */
#include <Python.h>
#include <string.h>
#include "guest.h"

int
add_modules(void)
{
    /* Under WASI, the module has neither names nor constants. stdlib/_socket.py takes its place, and uses the rest. */
    for (struct _inittab *each = PyImport_Inittab; each->name != NULL; each++) {
        if (strcmp(each->name, "_socket") == 0) {
            each->name = "_wasi_socket";
        }
    }
    return PyImport_AppendInittab("_keyderivation", PyInit__keyderivation) < 0
            || PyImport_AppendInittab("_usage", PyInit__usage) < 0
        ? -1
        : 0;
}
