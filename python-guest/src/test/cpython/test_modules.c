/* The extension modules that CPython's own tests need, as built-in modules of the test-only guest. They are known before the
 * interpreter starts, so that the guest's own sources need not know of them. */
#include <Python.h>
#include <stdlib.h>

#define MODULES(each) \
    each(_testbuffer) each(_testcapi) each(_testclinic) each(_testclinic_limited) each(_testimportmultiple) \
    each(_testinternalcapi) each(_testlimitedcapi) each(_testmultiphase) each(_testsinglephase) each(_xxtestfuzz) \
    each(xxlimited) each(xxlimited_35) each(xxsubtype)

#define DECLARED(name) extern PyObject *PyInit_##name(void);
#define ADDED(name) || PyImport_AppendInittab(#name, PyInit_##name) < 0

MODULES(DECLARED)

__attribute__((constructor)) static void
add_test_modules(void)
{
    if (0 MODULES(ADDED)) {
        abort();
    }
}
