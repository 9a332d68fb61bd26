/* strftime() as Linux's C library has it in the C locale: with flags (- _ 0 ^ #), widths, the modifiers E and O, and %P, %s,
 * %k and %l. What is no directive is copied. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "zone.h"

#define MAXIMUM_WIDTH 1024

/* The letters that a modifier cannot precede. */
#define NOT_WITH_E "aAbBdDeFgGhHIjklmMSUVwW"
#define NOT_WITH_O "aAcDFxXY"

static const char *const weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                     "September", "October", "November", "December"};

/* Where the text goes: `length` counts on beyond `room`, which means that it does not fit. */
struct output {
    char *text;
    size_t room;
    size_t length;
};

static void
put(struct output *out, char letter)
{
    if (out->length < out->room) {
        out->text[out->length] = letter;
    }
    out->length++;
}

/* A directive: its flags, its width (0 if there is none), its modifier and its letter. */
struct directive {
    char pad; /* '-', '_', '0' or 0 */
    int to_upper;
    int change_case;
    int width;
    char modifier;
    char letter;
};

/* Text, in the directive's width. */
static void
put_text(struct output *out, const struct directive *directive, const char *text, size_t length, int to_lower)
{
    for (int padding = directive->width - (int) length; padding > 0; padding--) {
        put(out, directive->pad == '0' ? '0' : ' ');
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char letter = (unsigned char) text[i];
        put(out, (char) (to_lower ? tolower(letter) : directive->to_upper ? toupper(letter) : letter));
    }
}

/* A number of at least `digits` characters, padded with zeros, or with spaces by the flag _. With the flag - the digits
 * are not padded, and a width is filled with spaces. */
static void
put_padded(struct output *out, const struct directive *directive, int64_t number, int digits)
{
    char text[24];
    int length = 0;
    uint64_t left = number < 0 ? -(uint64_t) number : (uint64_t) number;
    do {
        text[sizeof text - 1 - length++] = (char) ('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        text[sizeof text - 1 - length++] = '-';
    }
    const char *begin = text + sizeof text - length;
    struct directive rest = *directive;
    rest.to_upper = 0;
    int padding = rest.pad == '-' ? 0 : digits - length;
    if (padding > 0) {
        rest.width = 0;
        if (rest.pad != '_' && number < 0) {
            put(out, *begin++);
            length--;
        }
        for (; padding > 0; padding--) {
            put(out, rest.pad == '_' ? ' ' : '0');
        }
    }
    put_text(out, &rest, begin, (size_t) length, 0);
}

/* A number in the directive's width. */
static void
put_number(struct output *out, const struct directive *directive, int64_t number, int digits)
{
    put_padded(out, directive, number, digits > directive->width ? digits : directive->width);
}

/* The same, padded with spaces unless a flag says otherwise. */
static void
put_spaced(struct output *out, const struct directive *directive, int64_t number, int digits)
{
    struct directive spaced = *directive;
    if (spaced.pad == 0) {
        spaced.pad = '_';
    }
    put_number(out, &spaced, number, digits);
}

static int
is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days since the Monday of the first week of an ISO year; negative before it. */
static int
days_of_iso_year(int yearday, int weekday)
{
    int first_wednesday_plus = yearday - (yearday - weekday + 4 + 371) % 7 + 4 - 1;
    return first_wednesday_plus;
}

/* The week of ISO 8601, and its year. */
static int
iso_week(const struct tm *parts, int64_t *year)
{
    *year = (int64_t) parts->tm_year + 1900;
    int days = days_of_iso_year(parts->tm_yday, parts->tm_wday);
    if (days < 0) {
        (*year)--;
        days = days_of_iso_year(parts->tm_yday + 365 + is_leap(*year), parts->tm_wday);
    }
    else {
        int next = days_of_iso_year(parts->tm_yday - 365 - is_leap(*year), parts->tm_wday);
        if (next >= 0) {
            (*year)++;
            days = next;
        }
    }
    return days / 7 + 1;
}

static void format(struct output *out, const char *pattern, const struct tm *parts);

/* A directive that stands for others: formatted by itself first, then padded as a whole. */
static void
put_composite(struct output *out, const struct directive *directive, const char *pattern, const struct tm *parts)
{
    char text[128];
    struct output inner = {text, sizeof text, 0};
    format(&inner, pattern, parts);
    put_text(out, directive, text, inner.length < sizeof text ? inner.length : sizeof text, 0);
}

static void
put_zone(struct output *out, const struct directive *directive, const struct tm *parts)
{
    const char *zone = parts->tm_zone;
    if ((zone == NULL || *zone == 0) && parts->tm_isdst >= 0) {
        zone = zone_name(parts->tm_isdst);
    }
    zone = zone == NULL ? "" : zone;
    put_text(out, directive, zone, strlen(zone), directive->change_case);
}

/* Formats a directive; 0 if there is none of that letter and modifier. */
static int
put_directive(struct output *out, struct directive *directive, const struct tm *parts)
{
    int64_t year = (int64_t) parts->tm_year + 1900, iso_year;
    int hour12 = parts->tm_hour % 12 == 0 ? 12 : parts->tm_hour % 12;
    const char *text;
    if (directive->change_case && directive->letter != 0
        && strchr(directive->modifier == 0 ? "aAbBh" : "AbBh", directive->letter)) {
        directive->to_upper = 1;
    }
    if (directive->modifier != 0 && directive->letter != 0
        && strchr(directive->modifier == 'E' ? NOT_WITH_E : NOT_WITH_O, directive->letter)) {
        return 0;
    }
    switch (directive->letter) {
    case '%':
        put_text(out, directive, "%", 1, 0);
        return 1;
    case 'n':
        put_text(out, directive, "\n", 1, 0);
        return 1;
    case 't':
        put_text(out, directive, "\t", 1, 0);
        return 1;
    case 'a':
    case 'A':
        text = parts->tm_wday < 0 || parts->tm_wday > 6 ? "?" : weekdays[parts->tm_wday];
        put_text(out, directive, text, directive->letter == 'a' && *text != '?' ? 3 : strlen(text), 0);
        return 1;
    case 'b':
    case 'h':
    case 'B':
        text = parts->tm_mon < 0 || parts->tm_mon > 11 ? "?" : months[parts->tm_mon];
        put_text(out, directive, text, directive->letter != 'B' && *text != '?' ? 3 : strlen(text), 0);
        return 1;
    case 'p':
    case 'P':
        put_text(out, directive, parts->tm_hour >= 12 ? "PM" : "AM", 2,
                 directive->letter == 'P' || directive->change_case);
        return 1;
    case 'c':
        put_composite(out, directive, "%a %b %e %H:%M:%S %Y", parts);
        return 1;
    case 'D':
    case 'x':
        put_composite(out, directive, "%m/%d/%y", parts);
        return 1;
    case 'F':
        put_composite(out, directive, "%Y-%m-%d", parts);
        return 1;
    case 'r':
        put_composite(out, directive, "%I:%M:%S %p", parts);
        return 1;
    case 'R':
        put_composite(out, directive, "%H:%M", parts);
        return 1;
    case 'T':
    case 'X':
        put_composite(out, directive, "%H:%M:%S", parts);
        return 1;
    case 'C':
        put_number(out, directive, year / 100 - (year % 100 < 0), 1);
        return 1;
    case 'Y':
        put_number(out, directive, year, 1);
        return 1;
    case 'y':
        put_number(out, directive, (year % 100 + 100) % 100, 2);
        return 1;
    case 'G':
        iso_week(parts, &iso_year);
        put_number(out, directive, iso_year, 1);
        return 1;
    case 'g':
        iso_week(parts, &iso_year);
        put_number(out, directive, (iso_year % 100 + 100) % 100, 2);
        return 1;
    case 'V':
        put_number(out, directive, iso_week(parts, &iso_year), 2);
        return 1;
    case 'm':
        put_number(out, directive, parts->tm_mon + 1, 2);
        return 1;
    case 'd':
        put_number(out, directive, parts->tm_mday, 2);
        return 1;
    case 'e':
        put_spaced(out, directive, parts->tm_mday, 2);
        return 1;
    case 'j':
        put_number(out, directive, parts->tm_yday + 1, 3);
        return 1;
    case 'H':
        put_number(out, directive, parts->tm_hour, 2);
        return 1;
    case 'I':
        put_number(out, directive, hour12, 2);
        return 1;
    case 'k':
        put_spaced(out, directive, parts->tm_hour, 2);
        return 1;
    case 'l':
        put_spaced(out, directive, hour12, 2);
        return 1;
    case 'M':
        put_number(out, directive, parts->tm_min, 2);
        return 1;
    case 'S':
        put_number(out, directive, parts->tm_sec, 2);
        return 1;
    case 's': {
        struct tm copy = *parts;
        put_padded(out, directive, mktime(&copy), 1);
        return 1;
    }
    case 'u':
        put_number(out, directive, (parts->tm_wday + 6) % 7 + 1, 1);
        return 1;
    case 'w':
        put_number(out, directive, parts->tm_wday, 1);
        return 1;
    case 'U':
        put_number(out, directive, (parts->tm_yday - parts->tm_wday + 7) / 7, 2);
        return 1;
    case 'W':
        put_number(out, directive, (parts->tm_yday - (parts->tm_wday + 6) % 7 + 7) / 7, 2);
        return 1;
    case 'z':
        if (parts->tm_isdst >= 0) {
            int32_t offset = parts->tm_gmtoff;
            put_text(out, directive, offset < 0 ? "-" : "+", 1, 0);
            int minutes = (offset < 0 ? -offset : offset) / 60;
            put_number(out, directive, minutes / 60 * 100 + minutes % 60, 4);
        }
        return 1;
    case 'Z':
        put_zone(out, directive, parts);
        return 1;
    default:
        return 0;
    }
}

static void
format(struct output *out, const char *pattern, const struct tm *parts)
{
    while (*pattern != 0) {
        if (*pattern != '%') {
            put(out, *pattern++);
            continue;
        }
        const char *begin = pattern++;
        struct directive directive = {0};
        for (; *pattern != 0 && strchr("_-0^#", *pattern) != NULL; pattern++) {
            if (*pattern == '^') {
                directive.to_upper = 1;
            }
            else if (*pattern == '#') {
                directive.change_case = 1;
            }
            else {
                directive.pad = *pattern;
            }
        }
        for (; isdigit((unsigned char) *pattern); pattern++) {
            if (directive.width < MAXIMUM_WIDTH) {
                directive.width = directive.width * 10 + *pattern - '0';
            }
        }
        if (*pattern == 'E' || *pattern == 'O') {
            directive.modifier = *pattern++;
        }
        directive.letter = *pattern;
        if (directive.letter != 0) {
            pattern++;
        }
        if (!put_directive(out, &directive, parts)) {
            put_text(out, &directive, begin, (size_t) (pattern - begin), 0);
        }
    }
}

size_t
strftime(char *restrict text, size_t size, const char *restrict pattern, const struct tm *restrict parts)
{
    struct output out = {text, size, 0};
    format(&out, pattern, parts);
    if (out.length >= size) {
        return 0;
    }
    text[out.length] = 0;
    return out.length;
}
