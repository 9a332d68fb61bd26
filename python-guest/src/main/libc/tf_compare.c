/* Comparisons of long double, which has IEEE's quadruple precision here.
 *
 * clang calls these functions as returning int. Debian's compiler-rt for wasm64 defines them as returning long, so the
 * linker would replace every call by a trap. They stand before compiler-rt's in the search.
 */
typedef unsigned long long bits;
typedef union {
    long double number;
    struct {
        bits low, high;
    } half;
} quad;

#define EXPONENT 0x7fff000000000000ULL
#define SIGN 0x8000000000000000ULL

static int
is_nan(quad q)
{
    bits high = q.half.high & ~SIGN;
    return high > EXPONENT || (high == EXPONENT && q.half.low != 0);
}

static int
compare(long double left, long double right, int unordered)
{
    quad a = {left}, b = {right};
    if (is_nan(a) || is_nan(b)) {
        return unordered;
    }
    if (((a.half.high | b.half.high) & ~SIGN) == 0 && (a.half.low | b.half.low) == 0) {
        return 0; /* zeros of any sign */
    }
    int a_negative = a.half.high >> 63, b_negative = b.half.high >> 63;
    if (a_negative != b_negative) {
        return a_negative ? -1 : 1;
    }
    if (a.half.high == b.half.high && a.half.low == b.half.low) {
        return 0;
    }
    int smaller = a.half.high < b.half.high || (a.half.high == b.half.high && a.half.low < b.half.low);
    return smaller != a_negative ? -1 : 1;
}

#define COMPARISON(name, unordered)                                                   \
    int name(long double a, long double b)                                            \
    {                                                                                 \
        return compare(a, b, unordered);                                              \
    }

COMPARISON(__eqtf2, 1)
COMPARISON(__netf2, 1)
COMPARISON(__lttf2, 1)
COMPARISON(__letf2, 1)
COMPARISON(__cmptf2, 1)
COMPARISON(__gttf2, -1)
COMPARISON(__getf2, -1)

int
__unordtf2(long double a, long double b)
{
    return is_nan((quad){a}) || is_nan((quad){b});
}
