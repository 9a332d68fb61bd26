/* CPython's allocator, with a shorter way to it.
 *
 * Every object is made and freed through a pointer to a function, so that tracemalloc can stand between. Here that
 * pointer is compared with the function that it nearly always is, which is then called without it: an indirect call
 * costs a guest more than all the rest of an allocation. This object takes the place of CPython's own obmalloc.o.
 */
#define PyObject_Malloc PyObject_Malloc_by_pointer
#define PyObject_Free PyObject_Free_by_pointer
#define PyMem_Malloc PyMem_Malloc_by_pointer
#define PyMem_Free PyMem_Free_by_pointer
#include "Objects/obmalloc.c"
#undef PyObject_Malloc
#undef PyObject_Free
#undef PyMem_Malloc
#undef PyMem_Free

PyAPI_FUNC(void *) PyObject_Malloc(size_t size);
PyAPI_FUNC(void) PyObject_Free(void *block);
PyAPI_FUNC(void *) PyMem_Malloc(size_t size);
PyAPI_FUNC(void) PyMem_Free(void *block);

static inline void *
allocate(const PyMemAllocatorEx *allocator, size_t size)
{
    if (size > (size_t)PY_SSIZE_T_MAX) {
        return NULL;
    }
    return LIKELY(allocator->malloc == _PyObject_Malloc) ? _PyObject_Malloc(NULL, size)
                                                         : allocator->malloc(allocator->ctx, size);
}

static inline void
deallocate(const PyMemAllocatorEx *allocator, void *block)
{
    if (LIKELY(allocator->free == _PyObject_Free)) {
        _PyObject_Free(NULL, block);
    }
    else {
        allocator->free(allocator->ctx, block);
    }
}

void *
PyObject_Malloc(size_t size)
{
    return allocate(&_PyObject, size);
}

void
PyObject_Free(void *block)
{
    deallocate(&_PyObject, block);
}

void *
PyMem_Malloc(size_t size)
{
    return allocate(&_PyMem, size);
}

void
PyMem_Free(void *block)
{
    deallocate(&_PyMem, block);
}
