/* The local time zone, as TZ names it. */
#ifndef GUEST_ZONE_H
#define GUEST_ZONE_H

#include <stdint.h>

/* What a clock on the wall shows at some time. */
struct local_type {
    int32_t offset; /* seconds east of Greenwich */
    int is_dst;
    const char *name; /* valid until the next tzset() */
};

/* What holds at a time, in seconds since 1970. */
struct local_type zone_at(int64_t time);

/* The offset that holds closest to a time with this is_dst; 0 if the zone has none. */
int zone_offset_near(int64_t time, int is_dst, int32_t *offset);

/* The name that the zone has for standard time or for daylight saving time. */
const char *zone_name(int is_dst);

#endif
