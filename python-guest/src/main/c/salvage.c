/* What is left of a program that a limit has stopped: the host has abandoned its call, and nothing of it runs any more. What
 * it printed and Python held back is written, and where it was is reported. Nothing is allocated or changed: the stop may
 * have come in the midst of either. */
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE
#include <Python.h>
#include <string.h>
#include <wasi/api.h>
#include "pycore_code.h"
#include "pycore_frame.h"
#include "pycore_interp.h"
#include "pycore_runtime.h"
#include "guest.h"
#include "release.h"

#define MAXIMUM_FRAMES 64
#define MAXIMUM_TEXT 8192

static PyObject *own_stdout, *own_stderr;

int
remember_streams(void)
{
    own_stdout = PySys_GetObject("stdout");
    own_stderr = PySys_GetObject("stderr");
    if (own_stdout == NULL || own_stderr == NULL) {
        return -1;
    }
    PyObject *output = PyObject_GetAttrString(own_stdout, "buffer");
    PyObject *error = PyObject_GetAttrString(own_stderr, "buffer");
    if (output == NULL || error == NULL) {
        Py_XDECREF(output);
        Py_XDECREF(error);
        return -1;
    }
    remember_writers(output, error);
    Py_INCREF(own_stdout);
    Py_INCREF(own_stderr);
    return 0;
}

/* Does not wait, as the guest's own does for a pipe: nobody is left that could read from it. */
__wasi_errno_t __real___wasi_fd_write(__wasi_fd_t, const __wasi_ciovec_t *, size_t, __wasi_size_t *);

static void
write_all(int fd, const char *text, Py_ssize_t size)
{
    while (size > 0) {
        __wasi_ciovec_t piece = {.buf = (const uint8_t *) text, .buf_len = (size_t) size};
        __wasi_size_t written = 0;
        if (__real___wasi_fd_write(fd, &piece, 1, &written) != 0 || written == 0) {
            return;
        }
        text += written;
        size -= (Py_ssize_t) written;
    }
}

static void
to_stdout(const char *text, Py_ssize_t size)
{
    write_all(1, text, size);
}

static void
to_stderr(const char *text, Py_ssize_t size)
{
    write_all(2, text, size);
}

/* The report's content, which is the traceback. It begins with room for the record around it. */
#define HEADER (1 + 5 + 1 + 5)
static char report_text[HEADER + MAXIMUM_TEXT];
static size_t report_size;

static void
add(const char *text, size_t size)
{
    size_t room = sizeof report_text - report_size;
    memcpy(report_text + report_size, text, size < room ? size : room);
    report_size += size < room ? size : room;
}

/* Text in ASCII; other characters as escapes. */
static void
add_text(PyObject *text)
{
    static const char digits[] = "0123456789abcdef";
    if (text == NULL || !PyUnicode_Check(text)) {
        add("???", 3);
        return;
    }
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text) && i < 500; i++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(text, i);
        char escape[10] = {'\\', 'U'};
        if (letter >= ' ' && letter < 127) {
            escape[0] = (char) letter;
            add(escape, 1);
            continue;
        }
        for (int k = 0; k < 8; k++) {
            escape[2 + k] = digits[letter >> (28 - 4 * k) & 15];
        }
        add(escape, sizeof escape);
    }
}

static void
add_number(int number)
{
    char text[12];
    int length = 0;
    do {
        text[sizeof text - 1 - length++] = (char) ('0' + number % 10);
        number /= 10;
    } while (number > 0);
    add(text + sizeof text - length, (size_t) length);
}

static int
is_of_library(PyCodeObject *code)
{
    PyObject *name = code->co_filename;
    static const char *const beginnings[] = {"/lib/", "<frozen "};
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(beginnings[i]);
        if (PyUnicode_Check(name) && PyUnicode_IS_COMPACT_ASCII(name) && PyUnicode_GET_LENGTH(name) >= (Py_ssize_t) length
            && memcmp(PyUnicode_DATA(name), beginnings[i], length) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The program's frames, outermost first, as a traceback has them; of very many, the innermost. */
static void
add_traceback(PyThreadState *thread)
{
    PyCodeObject *codes[MAXIMUM_FRAMES];
    int lines[MAXIMUM_FRAMES];
    int count = 0;
    _PyInterpreterFrame *frame = thread->current_frame;
    for (int depth = 0; frame != NULL && depth < 10000 && count < MAXIMUM_FRAMES; depth++, frame = frame->previous) {
        if (frame->owner == FRAME_OWNED_BY_CSTACK) {
            continue;
        }
        PyCodeObject *code = _PyFrame_SafeGetCode(frame);
        if (code == NULL || code->co_filename == NULL || is_of_library(code)) {
            continue;
        }
        int at = _PyFrame_SafeGetLasti(frame);
        codes[count] = code;
        lines[count++] = at >= 0 ? _PyCode_SafeAddr2Line(code, at) : 0;
    }
    if (count == 0) {
        return;
    }
    static const char begin[] = "Traceback (most recent call last):\n";
    add(begin, sizeof begin - 1);
    while (count-- > 0) {
        add("  File \"", 8);
        add_text(codes[count]->co_filename);
        add("\", line ", 8);
        add_number(lines[count] > 0 ? lines[count] : 0);
        add(", in ", 5);
        add_text(codes[count]->co_qualname);
        add("\n", 1);
    }
}

/* The thread of the program: the oldest. */
static PyThreadState *
main_thread(void)
{
    PyInterpreterState *interpreter = _PyRuntime.interpreters.main;
    PyThreadState *thread = interpreter == NULL ? NULL : interpreter->threads.head;
    for (int i = 0; thread != NULL && thread->next != NULL && i < 10000; i++) {
        thread = thread->next;
    }
    return thread;
}

__attribute__((export_name("guest_salvage"))) void
guest_salvage(void)
{
    report_size = HEADER;
    PyThreadState *thread = main_thread();
    if (thread != NULL) {
        add_traceback(thread);
    }
    /* As guest/wire.py describes it. */
    uint32_t size = (uint32_t) (report_size - HEADER), one = 1;
    char *at = report_text;
    *at++ = RECORD_VERSION;
    *at++ = REPORT_EXIT_CODE;
    memcpy(at, &one, sizeof one);
    at += sizeof one;
    *at++ = 0;
    *at++ = REPORT_STOPPED_AT;
    memcpy(at, &size, sizeof size);
    host_report((uint32_t) (uintptr_t) report_text, (uint32_t) report_size);
    /* Last, because the host may refuse more output. */
    pending_text(own_stdout, to_stdout);
    pending_text(own_stderr, to_stderr);
}
