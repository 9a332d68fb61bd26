/* memcpy, memmove and memset: one instruction for many bytes, and for few the fewest loads and stores, because a host's
 * bulk operation costs as much as some twenty of them. All loads of few bytes come before the stores, so they may overlap.
 */
#include <stdint.h>
#include <string.h>

/* From so many bytes on the instruction is faster. */
#define MANY 33

typedef uint64_t __attribute__((aligned(1), may_alias)) word;
typedef uint32_t __attribute__((aligned(1), may_alias)) half;
typedef uint16_t __attribute__((aligned(1), may_alias)) quarter;

#define AT(type, address, offset) (*(type *)((char *)(address) + (offset)))

#define MOVE_TWICE(type)                                                              \
    {                                                                                 \
        type first = AT(type, from, 0), last = AT(type, from, size - sizeof(type));   \
        AT(type, to, 0) = first;                                                      \
        AT(type, to, size - sizeof(type)) = last;                                     \
        return to;                                                                    \
    }

void *
memmove(void *to, const void *from, size_t size)
{
    if (size >= MANY) {
        return __builtin_memmove(to, from, size);
    }
    if (size > 16) {
        word a = AT(word, from, 0), b = AT(word, from, 8), c = AT(word, from, size - 16), d = AT(word, from, size - 8);
        AT(word, to, 0) = a;
        AT(word, to, 8) = b;
        AT(word, to, size - 16) = c;
        AT(word, to, size - 8) = d;
        return to;
    }
    if (size >= 8) {
        MOVE_TWICE(word)
    }
    if (size >= 4) {
        MOVE_TWICE(half)
    }
    if (size >= 2) {
        MOVE_TWICE(quarter)
    }
    if (size == 1) {
        *(char *)to = *(const char *)from;
    }
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size) __attribute__((alias("memmove")));

void *
memset(void *to, int value, size_t size)
{
    if (size >= MANY) {
        return __builtin_memset(to, value, size);
    }
    word bytes = (unsigned char)value * 0x0101010101010101ULL;
    if (size >= 8) {
        for (size_t at = 0; at + 8 < size; at += 8) {
            AT(word, to, at) = bytes;
        }
        AT(word, to, size - 8) = bytes;
    }
    else if (size >= 4) {
        AT(half, to, 0) = (half)bytes;
        AT(half, to, size - 4) = (half)bytes;
    }
    else {
        for (size_t at = 0; at < size; at++) {
            AT(char, to, at) = (char)value;
        }
    }
    return to;
}
