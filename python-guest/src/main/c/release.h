/* What releases of CPython have in different places, or call differently. Needs Py_BUILD_CORE. */
#include <Python.h>

#if PY_VERSION_HEX >= 0x030E0000
#  include "pycore_fileutils.h"
#  include "pycore_interpframe.h"
#  define _Py_HandleSystemExit _Py_HandleSystemExitAndKeyboardInterrupt
#endif
