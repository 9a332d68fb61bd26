/* setlocale() that knows the locales of a slim Linux container, C, POSIX and C.UTF-8, and refuses others: wasi-libc's takes
 * any name. The two differ in nothing but their names. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAXIMUM_NAME 16

static const char *const category_names[] = {"LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY",
                                             "LC_MESSAGES", "LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE",
                                             "LC_MEASUREMENT", "LC_IDENTIFICATION"};
#define ALL_CATEGORIES (sizeof category_names / sizeof category_names[0])

/* As in a container with LANG=C.UTF-8, after Python has set its own LC_CTYPE. */
static char current[ALL_CATEGORIES][MAXIMUM_NAME] = {"C.UTF-8", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C"};

/* The name that a locale is known under; NULL if it is not known. */
static const char *
known(const char *name)
{
    if (strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0) {
        return "C";
    }
    if (strcmp(name, "C.UTF-8") == 0 || strcmp(name, "C.utf8") == 0) {
        return name;
    }
    return NULL;
}

static const char *
of_environment(size_t category)
{
    const char *const variables[] = {"LC_ALL", category_names[category], "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && *value != 0) {
            return value;
        }
    }
    return "C.UTF-8";
}

/* The name of all categories: the one that all have, or a list. */
static char *
composite(void)
{
    static char list[ALL_CATEGORIES * (MAXIMUM_NAME + 20)];
    size_t same = 1;
    while (same < ALL_CATEGORIES && strcmp(current[same], current[0]) == 0) {
        same++;
    }
    if (same == ALL_CATEGORIES) {
        return strcpy(list, current[0]);
    }
    size_t length = 0;
    for (size_t i = 0; i < ALL_CATEGORIES; i++) {
        length += (size_t) snprintf(list + length, sizeof list - length, "%s%s=%s", i > 0 ? ";" : "", category_names[i],
                                    current[i]);
    }
    return list;
}

/* The name that a list, as composite() makes it, has for a category; NULL if there is none. */
static const char *
of_list(const char *list, size_t category, char *name)
{
    size_t length = strlen(category_names[category]);
    while (list != NULL) {
        if (strncmp(list, category_names[category], length) == 0 && list[length] == '=') {
            const char *value = list + length + 1;
            size_t size = strcspn(value, ";");
            if (size >= MAXIMUM_NAME) {
                return NULL;
            }
            memcpy(name, value, size);
            name[size] = 0;
            return name;
        }
        list = strchr(list, ';');
        if (list != NULL) {
            list++;
        }
    }
    return NULL;
}

char *__real_setlocale(int category, const char *name);

char *
__wrap_setlocale(int category, const char *name)
{
    if (category < 0 || category > LC_ALL) {
        return NULL;
    }
    size_t first = category == LC_ALL ? 0 : (size_t) category;
    size_t last = category == LC_ALL ? ALL_CATEGORIES - 1 : first;
    if (name != NULL) {
        char chosen[ALL_CATEGORIES][MAXIMUM_NAME];
        for (size_t i = first; i <= last; i++) {
            char part[MAXIMUM_NAME];
            const char *wanted = name;
            if (*name == 0) {
                wanted = of_environment(i);
            }
            else if (category == LC_ALL && strchr(name, '=') != NULL) {
                wanted = of_list(name, i, part);
            }
            const char *accepted = wanted == NULL ? NULL : known(wanted);
            if (accepted == NULL) {
                return NULL;
            }
            strcpy(chosen[i], accepted);
        }
        for (size_t i = first; i <= last; i++) {
            strcpy(current[i], chosen[i]);
        }
        /* Decides how wasi-libc reads multibyte characters. */
        __real_setlocale(LC_CTYPE, current[LC_CTYPE]);
    }
    return category == LC_ALL ? composite() : current[first];
}
