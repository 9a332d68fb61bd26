/* The module _keyderivation: PBKDF2 and scrypt for hashlib, which has them from OpenSSL elsewhere.
 *
 * The hash functions are CPython's own, from HACL*. Their states are plain words, so that HMAC's keyed states are copied for
 * each of PBKDF2's iterations instead of being made anew.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include "Modules/_hacl/python_hacl_namespaces.h"
#include "Modules/_hacl/internal/Hacl_Hash_MD5.h"
#include "Modules/_hacl/internal/Hacl_Hash_SHA1.h"
#include "Modules/_hacl/internal/Hacl_Hash_SHA2.h"
#include "Modules/_hacl/internal/Hacl_Hash_SHA3.h"
#include "guest.h"

#define LARGEST_BLOCK 144
#define LARGEST_DIGEST 64

/* What OpenSSL allows scrypt where the caller does not say. */
#define SCRYPT_MEMORY (32 << 20)

typedef union {
    uint32_t words[8];
    uint64_t long_words[25];
} hash_state;

typedef struct {
    const char *name;
    uint32_t digest_size;
    uint32_t block_size;
    void (*begin)(hash_state *state);
    /* Takes `count` whole blocks. */
    void (*blocks)(hash_state *state, uint8_t *data, uint32_t count);
    /* Takes the rest, less than a block, after `before` bytes, and writes the digest. */
    void (*end)(hash_state *state, uint64_t before, uint8_t *rest, uint32_t size, uint8_t *digest);
} hash_function;

#define MERKLE_DAMGARD_32(NAME, PREFIX, UPDATE_LAST, BLOCKS, FINISH)                                                        \
    static void begin_##NAME(hash_state *state) { PREFIX##_init(state->words); }                                             \
    static void blocks_##NAME(hash_state *state, uint8_t *data, uint32_t count) { BLOCKS; }                                  \
    static void end_##NAME(hash_state *state, uint64_t before, uint8_t *rest, uint32_t size, uint8_t *digest)                \
    {                                                                                                                       \
        UPDATE_LAST;                                                                                                        \
        FINISH(state->words, digest);                                                                                       \
    }

MERKLE_DAMGARD_32(md5, Hacl_Hash_MD5, Hacl_Hash_MD5_update_last(state->words, before, rest, size),
                  Hacl_Hash_MD5_update_multi(state->words, data, count), Hacl_Hash_MD5_finish)
MERKLE_DAMGARD_32(sha1, Hacl_Hash_SHA1, Hacl_Hash_SHA1_update_last(state->words, before, rest, size),
                  Hacl_Hash_SHA1_update_multi(state->words, data, count), Hacl_Hash_SHA1_finish)
MERKLE_DAMGARD_32(sha224, Hacl_Hash_SHA2_sha224,
                  Hacl_Hash_SHA2_sha224_update_last(before + size, size, rest, state->words),
                  Hacl_Hash_SHA2_sha256_update_nblocks(count * 64, data, state->words), Hacl_Hash_SHA2_sha224_finish)
MERKLE_DAMGARD_32(sha256, Hacl_Hash_SHA2_sha256,
                  Hacl_Hash_SHA2_sha256_update_last(before + size, size, rest, state->words),
                  Hacl_Hash_SHA2_sha256_update_nblocks(count * 64, data, state->words), Hacl_Hash_SHA2_sha256_finish)

#define MERKLE_DAMGARD_64(NAME)                                                                                             \
    static void begin_##NAME(hash_state *state) { Hacl_Hash_SHA2_##NAME##_init(state->long_words); }                          \
    static void blocks_##NAME(hash_state *state, uint8_t *data, uint32_t count)                                              \
    {                                                                                                                       \
        Hacl_Hash_SHA2_##NAME##_update_nblocks(count * 128, data, state->long_words);                                        \
    }                                                                                                                       \
    static void end_##NAME(hash_state *state, uint64_t before, uint8_t *rest, uint32_t size, uint8_t *digest)                \
    {                                                                                                                       \
        Hacl_Hash_SHA2_##NAME##_update_last(FStar_UInt128_uint64_to_uint128(before + size), size, rest,                      \
                                            state->long_words);                                                             \
        Hacl_Hash_SHA2_##NAME##_finish(state->long_words, digest);                                                          \
    }

MERKLE_DAMGARD_64(sha384)
MERKLE_DAMGARD_64(sha512)

static void
begin_sha3(hash_state *state)
{
    memset(state, 0, sizeof *state);
}

#define SPONGE(NAME, ALGORITHM, DIGEST_SIZE)                                                                                \
    static void blocks_##NAME(hash_state *state, uint8_t *data, uint32_t count)                                              \
    {                                                                                                                       \
        Hacl_Hash_SHA3_update_multi_sha3(ALGORITHM, state->long_words, data, count);                                         \
    }                                                                                                                       \
    static void end_##NAME(hash_state *state, uint64_t Py_UNUSED(before), uint8_t *rest, uint32_t size, uint8_t *digest)      \
    {                                                                                                                       \
        Hacl_Hash_SHA3_update_last_sha3(ALGORITHM, state->long_words, rest, size);                                           \
        /* The words are little-endian, as in WebAssembly. */                                                               \
        memcpy(digest, state->long_words, DIGEST_SIZE);                                                                     \
    }

SPONGE(sha3_224, Spec_Hash_Definitions_SHA3_224, 28)
SPONGE(sha3_256, Spec_Hash_Definitions_SHA3_256, 32)
SPONGE(sha3_384, Spec_Hash_Definitions_SHA3_384, 48)
SPONGE(sha3_512, Spec_Hash_Definitions_SHA3_512, 64)

static const hash_function functions[] = {
    {"md5", 16, 64, begin_md5, blocks_md5, end_md5},
    {"sha1", 20, 64, begin_sha1, blocks_sha1, end_sha1},
    {"sha224", 28, 64, begin_sha224, blocks_sha224, end_sha224},
    {"sha256", 32, 64, begin_sha256, blocks_sha256, end_sha256},
    {"sha384", 48, 128, begin_sha384, blocks_sha384, end_sha384},
    {"sha512", 64, 128, begin_sha512, blocks_sha512, end_sha512},
    {"sha3_224", 28, 144, begin_sha3, blocks_sha3_224, end_sha3_224},
    {"sha3_256", 32, 136, begin_sha3, blocks_sha3_256, end_sha3_256},
    {"sha3_384", 48, 104, begin_sha3, blocks_sha3_384, end_sha3_384},
    {"sha3_512", 64, 72, begin_sha3, blocks_sha3_512, end_sha3_512},
};

static const hash_function *
function_named(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (PyOS_stricmp(functions[i].name, name) == 0) {
            return &functions[i];
        }
    }
    PyErr_Format(PyExc_ValueError, "unsupported hash type %s", name);
    return NULL;
}

/* Writes the digest of `size` bytes, of which `before`, whole blocks, are in the state already. */
static void
finish(const hash_function *function, hash_state *state, uint64_t before, const uint8_t *data, size_t size,
       uint8_t *digest)
{
    size_t block = function->block_size;
    /* HACL* counts in 32 bits. */
    size_t most = (1 << 20) / block * block;
    while (size >= block) {
        size_t part = size < most ? size / block * block : most;
        function->blocks(state, (uint8_t *) data, (uint32_t) (part / block));
        data += part;
        size -= part;
        before += part;
    }
    function->end(state, before, (uint8_t *) data, (uint32_t) size, digest);
}

/* HMAC with a key: the states after the key's two blocks. */
typedef struct {
    const hash_function *function;
    hash_state inner;
    hash_state outer;
} keyed;

static void
use_key(keyed *mac, const hash_function *function, const uint8_t *key, size_t size)
{
    uint8_t block[LARGEST_BLOCK] = {0};
    hash_state state;
    if (size > function->block_size) {
        function->begin(&state);
        finish(function, &state, 0, key, size, block);
    }
    else {
        memcpy(block, key, size);
    }
    mac->function = function;
    for (uint32_t i = 0; i < function->block_size; i++) {
        block[i] ^= 0x36;
    }
    function->begin(&mac->inner);
    function->blocks(&mac->inner, block, 1);
    for (uint32_t i = 0; i < function->block_size; i++) {
        block[i] ^= 0x36 ^ 0x5c;
    }
    function->begin(&mac->outer);
    function->blocks(&mac->outer, block, 1);
}

static void
authenticate(const keyed *mac, const uint8_t *message, size_t size, uint8_t *digest)
{
    const hash_function *function = mac->function;
    uint8_t inner[LARGEST_DIGEST];
    hash_state state = mac->inner;
    finish(function, &state, function->block_size, message, size, inner);
    state = mac->outer;
    finish(function, &state, function->block_size, inner, function->digest_size, digest);
}

/* RFC 8018, section 5.2. `salted` is the salt, with four bytes of room behind it. */
static void
pbkdf2(const keyed *mac, uint8_t *salted, size_t salt_size, unsigned long iterations, uint8_t *key, size_t size)
{
    uint32_t digest_size = mac->function->digest_size;
    for (uint32_t number = 1; size > 0; number++) {
        uint8_t latest[LARGEST_DIGEST], sum[LARGEST_DIGEST];
        for (int i = 0; i < 4; i++) {
            salted[salt_size + i] = (uint8_t) (number >> (24 - 8 * i));
        }
        authenticate(mac, salted, salt_size + 4, latest);
        memcpy(sum, latest, digest_size);
        for (unsigned long i = 1; i < iterations; i++) {
            authenticate(mac, latest, digest_size, latest);
            for (uint32_t j = 0; j < digest_size; j++) {
                sum[j] ^= latest[j];
            }
        }
        size_t part = size < digest_size ? size : digest_size;
        memcpy(key, sum, part);
        key += part;
        size -= part;
    }
}

/* The same with a salt of the caller's. Returns -1 if there is no memory. Needs no GIL. */
static int
derive(const hash_function *function, const Py_buffer *password, const uint8_t *salt, size_t salt_size,
       unsigned long iterations, uint8_t *key, size_t size)
{
    uint8_t *salted = PyMem_RawMalloc(salt_size + 4);
    if (salted == NULL) {
        return -1;
    }
    if (salt_size > 0) {
        memcpy(salted, salt, salt_size);
    }
    keyed mac;
    use_key(&mac, function, password->buf, (size_t) password->len);
    pbkdf2(&mac, salted, salt_size, iterations, key, size);
    PyMem_RawFree(salted);
    return 0;
}

static PyObject *
derive_pbkdf2(PyObject *Py_UNUSED(module), PyObject *arguments, PyObject *named)
{
    static char *names[] = {"hash_name", "password", "salt", "iterations", "dklen", NULL};
    const char *name;
    Py_buffer password, salt;
    long iterations, size;
    PyObject *wanted_size = Py_None, *key = NULL;
    if (!PyArg_ParseTupleAndKeywords(arguments, named, "sy*y*l|O:pbkdf2_hmac", names, &name, &password, &salt, &iterations,
                                     &wanted_size)) {
        return NULL;
    }
    const hash_function *function = function_named(name);
    if (function == NULL) {
        goto done;
    }
    if (iterations < 1) {
        PyErr_SetString(PyExc_ValueError, "iteration value must be greater than 0.");
        goto done;
    }
    if (iterations > INT_MAX) {
        PyErr_SetString(PyExc_OverflowError, "iteration value is too great.");
        goto done;
    }
    size = wanted_size == Py_None ? (long) function->digest_size : PyLong_AsLong(wanted_size);
    if (size == -1 && PyErr_Occurred()) {
        goto done;
    }
    if (size < 1) {
        PyErr_SetString(PyExc_ValueError, "key length must be greater than 0.");
        goto done;
    }
    if (size > INT_MAX) {
        PyErr_SetString(PyExc_OverflowError, "key length is too great.");
        goto done;
    }
    key = PyBytes_FromStringAndSize(NULL, size);
    if (key != NULL) {
        int failed;
        uint8_t *into = (uint8_t *) PyBytes_AS_STRING(key);
        Py_BEGIN_ALLOW_THREADS
        failed = derive(function, &password, salt.buf, (size_t) salt.len, (unsigned long) iterations, into, (size_t) size);
        Py_END_ALLOW_THREADS
        if (failed) {
            Py_CLEAR(key);
            PyErr_NoMemory();
        }
    }
done:
    PyBuffer_Release(&password);
    PyBuffer_Release(&salt);
    return key;
}

#define ROTATE(value, by) ((value) << (by) | (value) >> (32 - (by)))
#define QUARTER(a, b, c, d)          \
    x[b] ^= ROTATE(x[a] + x[d], 7);  \
    x[c] ^= ROTATE(x[b] + x[a], 9);  \
    x[d] ^= ROTATE(x[c] + x[b], 13); \
    x[a] ^= ROTATE(x[d] + x[c], 18)

/* RFC 7914, section 3: Salsa20/8 of `block` xor `with`, in place. */
static void
salsa(uint32_t *block, const uint32_t *with)
{
    uint32_t x[16];
    for (int i = 0; i < 16; i++) {
        x[i] = block[i] ^= with[i];
    }
    for (int round = 0; round < 4; round++) {
        QUARTER(0, 4, 8, 12);
        QUARTER(5, 9, 13, 1);
        QUARTER(10, 14, 2, 6);
        QUARTER(15, 3, 7, 11);
        QUARTER(0, 1, 2, 3);
        QUARTER(5, 6, 7, 4);
        QUARTER(10, 11, 8, 9);
        QUARTER(15, 12, 13, 14);
    }
    for (int i = 0; i < 16; i++) {
        block[i] += x[i];
    }
}

/* Section 4: scryptBlockMix, from 32 * r words into as many others. */
static void
mix_block(const uint32_t *from, uint32_t *into, size_t r)
{
    uint32_t x[16];
    memcpy(x, from + (2 * r - 1) * 16, sizeof x);
    for (size_t i = 0; i < 2 * r; i++) {
        salsa(x, from + i * 16);
        memcpy(into + (i / 2 + (i & 1) * r) * 16, x, sizeof x);
    }
}

/* Section 5: scryptROMix of one block. `table` has room for n blocks, `other` for one. */
static void
mix_from_table(uint32_t *block, size_t r, size_t n, uint32_t *table, uint32_t *other)
{
    size_t words = 32 * r;
    for (size_t i = 0; i < n; i += 2) {
        memcpy(table + i * words, block, words * 4);
        mix_block(block, other, r);
        memcpy(table + (i + 1) * words, other, words * 4);
        mix_block(other, block, r);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t *chosen = table + (block[(2 * r - 1) * 16] & (n - 1)) * words;
        for (size_t j = 0; j < words; j++) {
            other[j] = block[j] ^ chosen[j];
        }
        mix_block(other, block, r);
    }
}

/* Returns -1 if there is no memory. Needs no GIL. */
static int
scrypt(const Py_buffer *password, const Py_buffer *salt, size_t n, size_t r, size_t p, uint8_t *key, size_t size)
{
    const hash_function *sha256 = function_named("sha256");
    size_t block_size = 128 * r;
    uint32_t *blocks = PyMem_RawMalloc(p * block_size), *table = PyMem_RawMalloc((n + 1) * block_size);
    int result = -1;
    if (blocks != NULL && table != NULL
        && derive(sha256, password, salt->buf, (size_t) salt->len, 1, (uint8_t *) blocks, p * block_size) == 0) {
        for (size_t i = 0; i < p; i++) {
            mix_from_table(blocks + i * block_size / 4, r, n, table, table + n * block_size / 4);
        }
        result = derive(sha256, password, (uint8_t *) blocks, p * block_size, 1, key, size);
    }
    PyMem_RawFree(blocks);
    PyMem_RawFree(table);
    return result;
}

/* The value of one of scrypt's parameters; 0, with an exception set, if it is none. */
static unsigned long
positive(PyObject *value, const char *name)
{
    unsigned long number = value == Py_None || !PyLong_Check(value) ? 0 : PyLong_AsUnsignedLong(value);
    if (PyErr_Occurred()) {
        return 0;
    }
    if (number == 0) {
        PyErr_Format(PyExc_TypeError, "%s is required and must be an unsigned int", name);
    }
    return number;
}

static PyObject *
derive_scrypt(PyObject *Py_UNUSED(module), PyObject *arguments, PyObject *named)
{
    static char *names[] = {"password", "salt", "n", "r", "p", "maxmem", "dklen", NULL};
    Py_buffer password, salt = {0};
    PyObject *stated_n = Py_None, *stated_r = Py_None, *stated_p = Py_None, *stated_salt = Py_None, *key = NULL;
    long memory = 0, size = 64;
    if (!PyArg_ParseTupleAndKeywords(arguments, named, "y*|$OOOOll:scrypt", names, &password, &stated_salt, &stated_n,
                                     &stated_r, &stated_p, &memory, &size)) {
        return NULL;
    }
    if (stated_salt == Py_None) {
        PyErr_SetString(PyExc_TypeError, "salt is required");
        goto done;
    }
    if (PyObject_GetBuffer(stated_salt, &salt, PyBUF_SIMPLE) < 0) {
        goto done;
    }
    uint64_t n = positive(stated_n, "n");
    if (n == 0) {
        goto done;
    }
    if (n < 2 || (n & (n - 1)) != 0) {
        PyErr_SetString(PyExc_ValueError, "n must be a power of 2.");
        goto done;
    }
    uint64_t r = positive(stated_r, "r");
    uint64_t p = r == 0 ? 0 : positive(stated_p, "p");
    if (p == 0) {
        goto done;
    }
    if (memory < 0 || memory > INT_MAX) {
        PyErr_Format(PyExc_ValueError, "maxmem must be positive and smaller than %d", INT_MAX);
        goto done;
    }
    if (size < 1 || size > INT_MAX) {
        PyErr_Format(PyExc_ValueError, "dklen must be greater than 0 and smaller than %d", INT_MAX);
        goto done;
    }
    uint64_t limit = memory == 0 ? SCRYPT_MEMORY : (uint64_t) memory;
    /* As OpenSSL reckons. Each factor is below 2**32, and the comparisons' order keeps the products below 2**64. */
    if (r > limit || p > limit || n > limit || p * r > (1 << 30) - 1 || (n + 2) * r * 128 + p * r * 128 > limit) {
        PyErr_SetString(PyExc_ValueError, "Invalid parameter combination for n, r, p, maxmem.");
        goto done;
    }
    key = PyBytes_FromStringAndSize(NULL, size);
    if (key != NULL) {
        int failed;
        uint8_t *into = (uint8_t *) PyBytes_AS_STRING(key);
        Py_BEGIN_ALLOW_THREADS
        failed = scrypt(&password, &salt, (size_t) n, (size_t) r, (size_t) p, into, (size_t) size);
        Py_END_ALLOW_THREADS
        if (failed) {
            Py_CLEAR(key);
            PyErr_NoMemory();
        }
    }
done:
    PyBuffer_Release(&password);
    if (salt.obj != NULL) {
        PyBuffer_Release(&salt);
    }
    return key;
}

PyDoc_STRVAR(pbkdf2_documentation, "pbkdf2_hmac($module, /, hash_name, password, salt, iterations, dklen=None)\n--\n\n\
Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function.");
PyDoc_STRVAR(scrypt_documentation,
             "scrypt($module, /, password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)\n--\n\n\
scrypt password-based key derivation function.");

static PyMethodDef methods[] = {
    {"pbkdf2_hmac", (PyCFunction) (void (*)(void)) derive_pbkdf2, METH_VARARGS | METH_KEYWORDS, pbkdf2_documentation},
    {"scrypt", (PyCFunction) (void (*)(void)) derive_scrypt, METH_VARARGS | METH_KEYWORDS, scrypt_documentation},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_keyderivation",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__keyderivation(void)
{
    return PyModuleDef_Init(&definition);
}
