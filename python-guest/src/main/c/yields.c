/* Long computations without the GIL, in which other threads may run: compression and hashes.
 *
 * While one of these functions is running, `mailbox.computing` is set, and the host may hand the baton on in its
 * interruption checks. That is right only because they touch nothing that another thread uses: what they allocate and
 * free is excepted.
 */
#define Py_BUILD_CORE
#include <Python.h>
#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include "threads.h"

/* Another thread may have run meanwhile: what is this thread's own is put back. */
#define COMPUTING(type, call) \
    uint32_t computing = mailbox.computing; \
    struct context context = keep_context(); \
    mailbox.computing = 1; \
    type result = call; \
    mailbox.computing = computing; \
    restore_context(context); \
    return result

#define YIELDING(type, name, parameters, arguments) \
    type __real_##name parameters; \
    type __wrap_##name parameters \
    { \
        COMPUTING(type, __real_##name arguments); \
    }

YIELDING(int, deflate, (z_streamp stream, int flush), (stream, flush))
YIELDING(int, inflate, (z_streamp stream, int flush), (stream, flush))
YIELDING(uLong, crc32, (uLong start, const Bytef *data, uInt size), (start, data, size))
YIELDING(uLong, adler32, (uLong start, const Bytef *data, uInt size), (start, data, size))
YIELDING(int, BZ2_bzCompress, (bz_stream *stream, int action), (stream, action))
YIELDING(int, BZ2_bzDecompress, (bz_stream *stream), (stream))
YIELDING(lzma_ret, lzma_code, (lzma_stream *stream, lzma_action action), (stream, action))

#if PY_VERSION_HEX < 0x030E0000
#  define HASH_NAME(name) python_hashlib_Hacl_Hash_##name
#else
#  define HASH_NAME(name) _Py_LibHacl_Hacl_Hash_##name
#endif
#define HASH(name) YIELDING(uint8_t, name, (void *state, uint8_t *data, uint32_t size), (state, data, size))

HASH(HASH_NAME(MD5_update))
HASH(HASH_NAME(SHA1_update))
HASH(HASH_NAME(SHA2_update_256))
HASH(HASH_NAME(SHA2_update_512))
HASH(HASH_NAME(SHA3_update))

/* The heap is all threads': not to be left in the middle. */

void *__real_PyMem_RawMalloc(size_t size);
void *__real_PyMem_RawCalloc(size_t count, size_t size);
void __real_PyMem_RawFree(void *block);

void *
__wrap_PyMem_RawMalloc(size_t size)
{
    uint32_t computing = mailbox.computing;
    mailbox.computing = 0;
    void *block = __real_PyMem_RawMalloc(size);
    mailbox.computing = computing;
    return block;
}

void *
__wrap_PyMem_RawCalloc(size_t count, size_t size)
{
    uint32_t computing = mailbox.computing;
    mailbox.computing = 0;
    void *block = __real_PyMem_RawCalloc(count, size);
    mailbox.computing = computing;
    return block;
}

void
__wrap_PyMem_RawFree(void *block)
{
    uint32_t computing = mailbox.computing;
    mailbox.computing = 0;
    __real_PyMem_RawFree(block);
    mailbox.computing = computing;
}
