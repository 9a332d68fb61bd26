/* The local time zone: TZ is the name of a file of zoneinfo, or a rule as POSIX describes it. Without TZ it is UTC, as in a
 * container without /etc/localtime. A file is described in RFC 9636. */
#include "zone.h"
#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ZONEINFO "/usr/share/zoneinfo/"
#define MAXIMUM_FILE (1 << 20)
#define MAXIMUM_NAME 32
#define MAXIMUM_TZ 512
#define HEADER_BYTES 44
#define DAY 86400

/* When daylight saving time begins or ends. */
struct change {
    char kind; /* 'J': day 1 to 365 without a leap day; 'D': day 0 to 365; 'M': a day of a week of a month */
    int month, week, day;
    int32_t seconds;
};

/* A rule of POSIX: for times after the last transition of a file, or for all. */
struct rule {
    char names[2][MAXIMUM_NAME];
    int32_t offsets[2];
    int has_dst;
    struct change begin, end;
};

static int ready;
static char current[MAXIMUM_TZ];
static struct rule rule;
static int has_rule;

static unsigned char *file;
static const unsigned char *instants, *indices, *types, *names;
static uint32_t time_count, type_count, name_bytes;

static int32_t
big_endian_32(const unsigned char *at)
{
    return (int32_t) ((uint32_t) at[0] << 24 | (uint32_t) at[1] << 16 | (uint32_t) at[2] << 8 | at[3]);
}

static int64_t
big_endian_64(const unsigned char *at)
{
    return (int64_t) ((uint64_t) (uint32_t) big_endian_32(at) << 32 | (uint32_t) big_endian_32(at + 4));
}

/* POSIX's rules. */

static int
read_number(const char **at, int least, int most, int *number)
{
    if (!isdigit((unsigned char) **at)) {
        return 0;
    }
    int value = 0;
    while (isdigit((unsigned char) **at) && value <= most) {
        value = value * 10 + *(*at)++ - '0';
    }
    *number = value;
    return value >= least && value <= most;
}

static int
read_name(const char **at, char *name)
{
    size_t length = 0;
    int quoted = **at == '<';
    if (quoted) {
        (*at)++;
    }
    while (quoted ? isalnum((unsigned char) **at) || **at == '+' || **at == '-' : isalpha((unsigned char) **at)) {
        if (length == MAXIMUM_NAME - 1) {
            return 0;
        }
        name[length++] = *(*at)++;
    }
    name[length] = 0;
    if (quoted && *(*at)++ != '>') {
        return 0;
    }
    return length >= 3;
}

/* [+-]hh[:mm[:ss]], in seconds. */
static int
read_duration(const char **at, int most_hours, int32_t *seconds)
{
    int sign = **at == '-' ? -1 : 1, hours, minutes = 0, rest = 0;
    if (**at == '-' || **at == '+') {
        (*at)++;
    }
    if (!read_number(at, 0, most_hours, &hours)) {
        return 0;
    }
    if (**at == ':') {
        (*at)++;
        if (!read_number(at, 0, 59, &minutes)) {
            return 0;
        }
        if (**at == ':') {
            (*at)++;
            if (!read_number(at, 0, 59, &rest)) {
                return 0;
            }
        }
    }
    *seconds = sign * (hours * 3600 + minutes * 60 + rest);
    return 1;
}

static int
read_change(const char **at, struct change *change)
{
    if (**at == 'M') {
        (*at)++;
        change->kind = 'M';
        if (!read_number(at, 1, 12, &change->month) || *(*at)++ != '.' || !read_number(at, 1, 5, &change->week)
            || *(*at)++ != '.' || !read_number(at, 0, 6, &change->day)) {
            return 0;
        }
    }
    else {
        change->kind = **at == 'J' ? 'J' : 'D';
        if (**at == 'J') {
            (*at)++;
        }
        if (!read_number(at, change->kind == 'J', 365, &change->day)) {
            return 0;
        }
    }
    change->seconds = 7200;
    if (**at == '/') {
        (*at)++;
        return read_duration(at, 167, &change->seconds);
    }
    return 1;
}

/* Reads a rule; what was read so far counts even if the rest makes no sense, as in Linux's C library. */
static int
read_rule(const char *text, struct rule *into)
{
    memset(into, 0, sizeof *into);
    if (!read_name(&text, into->names[0])) {
        into->names[0][0] = 0;
        return 0;
    }
    strcpy(into->names[1], into->names[0]);
    int32_t west;
    if (!read_duration(&text, 24, &west)) {
        return 0;
    }
    into->offsets[0] = into->offsets[1] = -west;
    if (*text == 0) {
        return 1;
    }
    if (!read_name(&text, into->names[1])) {
        strcpy(into->names[1], into->names[0]);
        return 0;
    }
    into->offsets[1] = into->offsets[0] + 3600;
    if (*text != 0 && *text != ',') {
        if (!read_duration(&text, 24, &west)) {
            return 0;
        }
        into->offsets[1] = -west;
    }
    if (*text == 0) {
        text = ",M3.2.0,M11.1.0";
    }
    if (*text++ != ',' || !read_change(&text, &into->begin) || *text++ != ',' || !read_change(&text, &into->end)) {
        return 0;
    }
    into->has_dst = 1;
    return *text == 0;
}

static int
is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from 1970 to the first day of a year. */
static int64_t
days_to(int64_t year)
{
    int64_t before = year - 1;
    int64_t fourths = before / 4 - (before % 4 < 0);
    int64_t hundredths = before / 100 - (before % 100 < 0);
    int64_t fourhundredths = before / 400 - (before % 400 < 0);
    return 365 * (year - 1970) + fourths - hundredths + fourhundredths - 477;
}

static int64_t
year_of(int64_t time)
{
    static const int cycle = 146097; /* the days of 400 years */
    int64_t days = time / DAY - (time % DAY < 0);
    int64_t cycles = days / cycle - (days % cycle < 0);
    int64_t year = 1970 + 400 * cycles + (days - cycles * cycle) / 366;
    while (days_to(year + 1) <= days) {
        year++;
    }
    return year;
}

/* When a change happens in a year, by the clock that is changed. */
static int64_t
time_of_change(const struct change *change, int64_t year)
{
    static const int days_before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    int64_t day = days_to(year);
    int leap = is_leap(year);
    if (change->kind == 'J') {
        day += change->day - 1 + (leap && change->day >= 60);
    }
    else if (change->kind == 'D') {
        day += change->day;
    }
    else {
        int64_t first = day + days_before[change->month - 1] + (leap && change->month > 2);
        int length = days_before[change->month] - days_before[change->month - 1] + (leap && change->month == 2);
        int weekday = (int) (((first + 4) % 7 + 7) % 7);
        int in_month = (change->day - weekday + 7) % 7 + 7 * (change->week - 1);
        day = first + (in_month >= length ? in_month - 7 : in_month);
    }
    return day * DAY + change->seconds;
}

static struct local_type
by_rule(int64_t time)
{
    int is_dst = 0;
    if (rule.has_dst) {
        int64_t year = year_of(time + rule.offsets[0]);
        if (year < 1970) {
            year = 1970; /* as in Linux's C library */
        }
        int64_t begin = time_of_change(&rule.begin, year) - rule.offsets[0];
        int64_t end = time_of_change(&rule.end, year) - rule.offsets[1];
        is_dst = begin < end ? time >= begin && time < end : time >= begin || time < end;
    }
    return (struct local_type){rule.offsets[is_dst], is_dst, rule.names[is_dst]};
}

/* Files of zoneinfo. */

static void
forget_file(void)
{
    free(file);
    file = NULL;
    time_count = type_count = 0;
}

static unsigned char *
read_file(const char *path, size_t *size)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0) {
        return NULL;
    }
    off_t length = lseek(fd, 0, SEEK_END);
    unsigned char *content = length > 0 && length <= MAXIMUM_FILE ? malloc((size_t) length + 1) : NULL;
    if (content != NULL) {
        if (lseek(fd, 0, SEEK_SET) != 0 || read(fd, content, (size_t) length) != length) {
            free(content);
            content = NULL;
        }
        else {
            content[length] = 0;
            *size = (size_t) length;
        }
    }
    close(fd);
    return content;
}

/* The bytes of the block behind a header, with times of 4 or 8 bytes. */
static size_t
block_size(const unsigned char *header, size_t width)
{
    size_t utc = (uint32_t) big_endian_32(header + 20), standard = (uint32_t) big_endian_32(header + 24);
    size_t leaps = (uint32_t) big_endian_32(header + 28), changes = (uint32_t) big_endian_32(header + 32);
    size_t kinds = (uint32_t) big_endian_32(header + 36), letters = (uint32_t) big_endian_32(header + 40);
    if ((utc | standard | leaps | changes | kinds | letters) > MAXIMUM_FILE) {
        return SIZE_MAX;
    }
    return changes * (width + 1) + kinds * 6 + letters + leaps * (width + 4) + standard + utc;
}

/* Takes a file of version 2 or newer. Returns 0 if it is none. */
static int
use_file(const char *path)
{
    size_t size;
    unsigned char *content = read_file(path, &size);
    if (content == NULL) {
        return 0;
    }
    if (size < HEADER_BYTES || memcmp(content, "TZif", 4) != 0 || content[4] < '2') {
        free(content);
        return 0;
    }
    size_t first = block_size(content, 4);
    const unsigned char *header = content + HEADER_BYTES + first;
    size_t second = first < size && size - first > 2 * HEADER_BYTES ? block_size(header, 8) : SIZE_MAX;
    if (second >= size || first + second > size - 2 * HEADER_BYTES) {
        free(content);
        return 0;
    }
    uint32_t changes = (uint32_t) big_endian_32(header + 32), kinds = (uint32_t) big_endian_32(header + 36);
    uint32_t letters = (uint32_t) big_endian_32(header + 40);
    const unsigned char *at = header + HEADER_BYTES;
    forget_file();
    file = content;
    instants = at;
    indices = instants + (size_t) changes * 8;
    types = indices + changes;
    names = types + (size_t) kinds * 6;
    time_count = changes;
    type_count = kinds;
    name_bytes = letters;
    char *footer = (char *) header + HEADER_BYTES + second;
    char *end = footer[0] == '\n' ? strchr(footer + 1, '\n') : NULL;
    if (end != NULL) {
        *end = 0;
    }
    has_rule = end != NULL && read_rule(footer + 1, &rule);
    return type_count > 0 && name_bytes > 0 && names[name_bytes - 1] == 0;
}

static struct local_type
type_at(uint32_t index)
{
    const unsigned char *type = types + 6 * (index < type_count ? index : 0);
    return (struct local_type){
        big_endian_32(type), type[4] != 0, (const char *) names + (type[5] < name_bytes ? type[5] : 0)};
}

/* How many transitions of the file are not after a time. */
static uint32_t
transitions_until(int64_t time)
{
    uint32_t low = 0, high = time_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (big_endian_64(instants + 8 * (size_t) middle) <= time) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low;
}

void
tzset(void)
{
    const char *name = getenv("TZ");
    if (name == NULL || *name == 0) {
        name = "UTC0";
    }
    if (*name == ':') {
        name++;
    }
    if (ready && strncmp(name, current, sizeof current) == 0) {
        return;
    }
    ready = 1;
    forget_file();
    has_rule = 0;
    char path[sizeof ZONEINFO + MAXIMUM_TZ];
    if (strlen(name) >= MAXIMUM_TZ) {
        name = "UTC0";
    }
    strcpy(current, name);
    strcpy(path, *name == '/' ? "" : ZONEINFO);
    strcat(path, name);
    if (*name != 0 && strstr(name, "..") == NULL && strcmp(name, "UTC0") != 0 && use_file(path)) {
        return;
    }
    forget_file();
    read_rule(name, &rule);
    has_rule = 1;
}

static void
prepare(void)
{
    if (!ready) {
        tzset();
    }
}

struct local_type
zone_at(int64_t time)
{
    prepare();
    if (file == NULL) {
        return by_rule(time);
    }
    uint32_t passed = transitions_until(time);
    if (passed == time_count && has_rule) {
        return by_rule(time);
    }
    return type_at(passed == 0 ? 0 : indices[passed - 1]);
}

int
zone_offset_near(int64_t time, int is_dst, int32_t *offset)
{
    /* As far, and by steps as long, as Linux's C library looks: shorter than any season. */
    for (int64_t distance = 601200; distance <= 268227000 + 601200; distance += 601200) {
        for (int sign = -1; sign <= 1; sign += 2) {
            struct local_type type = zone_at(time + sign * distance);
            if (type.is_dst == is_dst) {
                *offset = type.offset;
                return 1;
            }
        }
    }
    return 0;
}

const char *
zone_name(int is_dst)
{
    prepare();
    if (has_rule) {
        return rule.names[is_dst != 0];
    }
    for (uint32_t i = type_count; i > 0; i--) {
        struct local_type type = type_at(i - 1);
        if (type.is_dst == (is_dst != 0)) {
            return type.name;
        }
    }
    return type_count > 0 ? type_at(0).name : "UTC";
}
