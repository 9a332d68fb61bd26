/* localtime() and mktime() in the zone that TZ names; wasi-libc's know UTC only. */
#include <errno.h>
#include <time.h>
#include "zone.h"

struct tm *__real_gmtime_r(const time_t *restrict time, struct tm *restrict result);

struct tm *
__wrap_gmtime_r(const time_t *restrict time, struct tm *restrict result)
{
    if (__real_gmtime_r(time, result) == NULL) {
        return NULL;
    }
    result->tm_zone = "GMT";
    return result;
}

struct tm *
localtime_r(const time_t *restrict time, struct tm *restrict result)
{
    struct local_type type = zone_at(*time);
    time_t shifted;
    if (__builtin_add_overflow(*time, (time_t) type.offset, &shifted)) {
        errno = EOVERFLOW;
        return NULL;
    }
    if (__real_gmtime_r(&shifted, result) == NULL) {
        return NULL;
    }
    result->tm_isdst = type.is_dst;
    result->tm_gmtoff = type.offset;
    result->tm_zone = type.name;
    return result;
}

struct tm *
localtime(const time_t *time)
{
    static struct tm result;
    return localtime_r(time, &result);
}

/* The time that a clock on the wall shows as `local` seconds since 1970. A time that happens twice is the first one unless
 * `is_dst` decides, one that is left out is counted on from before the gap, and one with another is_dst than its season's
 * is meant by the clock of the other season. */
static time_t
resolve(int64_t local, int is_dst)
{
    struct local_type before = zone_at(local - 86400), after = zone_at(local + 86400);
    const struct local_type *candidates[] = {&before, &after};
    int found = 0;
    int64_t first = 0;
    for (int i = 0; i < 2; i++) {
        int64_t time = local - candidates[i]->offset;
        struct local_type there = zone_at(time);
        if (there.offset == candidates[i]->offset) {
            if (is_dst < 0 || there.is_dst == (is_dst > 0)) {
                return time;
            }
            if (!found) {
                first = time;
            }
            found = 1;
        }
    }
    int64_t time = found ? first : local - before.offset;
    int32_t offset;
    if (is_dst < 0 || zone_at(time).is_dst == (is_dst > 0)) {
        return time;
    }
    if (zone_offset_near(time, is_dst > 0, &offset)) {
        return local - offset;
    }
    return is_dst > 0 ? time - 3600 : time + 3600;
}

time_t
mktime(struct tm *parts)
{
    struct tm copy = *parts;
    time_t time = resolve(timegm(&copy), parts->tm_isdst);
    struct tm result;
    if (localtime_r(&time, &result) == NULL) {
        errno = EOVERFLOW;
        return -1;
    }
    *parts = result;
    return time;
}
