/* Where CPython's allocator for small objects gets its arenas of 256 KiB from.
 *
 * It gives an arena back as soon as nothing is in it, and asks for one as soon as all are full. At the border between the
 * two a loop that makes and drops one object would get and give back an arena each time round, at microseconds a time:
 * clones of a snapshot begin at that border. So the last arena that was given back is kept for the next time.
 */
#include <Python.h>
#include <stdlib.h>
#include "guest.h"

/* What pools begin at: an arena that begins there too loses none. */
#define POOL_SIZE 4096

static void *spare;
static size_t spare_size;

static void *
get_arena(void *Py_UNUSED(context), size_t size)
{
    if (spare != NULL && spare_size == size) {
        void *arena = spare;
        spare = NULL;
        return arena;
    }
    return aligned_alloc(POOL_SIZE, size);
}

static void
give_back_arena(void *Py_UNUSED(context), void *arena, size_t size)
{
    free(spare);
    spare = arena;
    spare_size = size;
}

void
use_arenas(void)
{
    PyObjectArenaAllocator allocator = {NULL, get_arena, give_back_arena};
    PyObject_SetArenaAllocator(&allocator);
}
