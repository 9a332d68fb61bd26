#include "transit.h"

struct transit *first_transit;

void
begin_transit(struct transit *transit, PyObject *writer, PyObject *bytes)
{
    *transit = (struct transit) {.writer = writer, .left = PyBytes_AS_STRING(bytes), .size = PyBytes_GET_SIZE(bytes)};
    struct transit **last = &first_transit;
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = transit;
}

void
end_transit(struct transit *transit)
{
    struct transit **link = &first_transit;
    while (*link != transit) {
        link = &(*link)->next;
    }
    *link = transit->next;
}

struct transit *
transit_of(const char *from)
{
    struct transit *transit = first_transit;
    while (transit != NULL && (from < transit->left || from >= transit->left + transit->size)) {
        transit = transit->next;
    }
    return transit;
}

void
advance_transit(struct transit *transit, Py_ssize_t size)
{
    transit->left += size;
    transit->size -= size;
    transit->emission.at = NULL;
}
