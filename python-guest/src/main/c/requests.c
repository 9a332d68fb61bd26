/* Requests of the host to the running thread: to let others run, signals, and the end of a deadlock.
 *
 * The host writes a request into the mailbox, in the running thread's own interruption check, and sets the bit that
 * makes the evaluation loop release the GIL. That calls pthread_mutex_lock(), which serves what is asked: so a request
 * is served between two of the program's instructions, or where a thread waits. Signals are CPython's own from here on:
 * they set a bit of the main thread's, which calls the program's handlers.
 */
#define Py_BUILD_CORE
#include <Python.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "pycore_ceval.h"
#include "pycore_interp.h"
#include "pycore_pystate.h"
#include "pycore_traceback.h"
#include "release.h"
#include "threads.h"

#define NANOSECONDS INT64_C(1000000000)
/* What a shell says of a process that a signal ended. */
#define ENDED_BY_SIGNAL 128
#define DEADLOCK_EXIT_CODE 1

/* Sets the alarm, in nanoseconds from now: 0 for none, -1 to leave it. Writes what was left of the one before; 0 if
 * there was none. */
IMPORT("alarm") void host_alarm(int64_t nanoseconds, int64_t interval, uint32_t left);

struct mailbox mailbox;
PyObject *deadlock_error;

/* The interval of the alarm that was set last, in nanoseconds. */
static int64_t alarm_interval;

/* Whether a deadlock is to be raised and has not been. */
static int deadlock_pending;
static int deadlock_raised;

EXPORT("guest_mailbox") uint32_t
guest_mailbox(void)
{
    mailbox.state = (uint32_t)(uintptr_t)&_Py_tss_tstate;
    mailbox.breaker = offsetof(PyThreadState, eval_breaker);
    mailbox.release = _PY_GIL_DROP_REQUEST_BIT;
    mailbox.interval = (uint32_t)(uintptr_t)&_PyInterpreterState_Main()->ceval.gil->interval;
    mailbox.requests = 0;
    mailbox.computing = 0;
    return (uint32_t)(uintptr_t)&mailbox;
}

static void
say(const char *text)
{
    (void)_Py_write_noraise(STDERR_FILENO, text, strlen(text));
}

/* A signal that the program has a handler for, or ignores, or that ends it. */
static void
deliver(int number, const char *name)
{
    PyOS_sighandler_t handler = PyOS_getsig(number);
    if (handler == SIG_DFL) {
        say(name);
        _exit(ENDED_BY_SIGNAL + number);
    }
    if (handler != SIG_IGN) {
        PyErr_SetInterruptEx(number);
    }
}

static int
raise_deadlock(void *unused)
{
    deadlock_pending = 0;
    PyObject *error = PyObject_CallNoArgs(deadlock_error);
    if (error != NULL) {
        deadlock_raised = 1;
        PyErr_SetRaisedException(error);
    }
    return -1;
}

/* The main thread's wait is over because no other thread can end it. If it waits again without having looked at what is
 * pending, it waits where no exception can reach it. */
static void
end_deadlock(void)
{
    PyInterpreterState *interpreter = _PyInterpreterState_Main();
    if (deadlock_pending) {
        say("Fatal Python error: deadlock: every thread waits, and nothing is left that could wake one\n\n");
        _Py_DumpTracebackThreads(STDERR_FILENO, interpreter, NULL);
        _exit(DEADLOCK_EXIT_CODE);
    }
    if (_PyEval_AddPendingCall(interpreter, raise_deadlock, NULL, _Py_PENDING_MAINTHREADONLY) == 0) {
        deadlock_pending = 1;
    }
}

int
take_deadlock(void)
{
    int raised = deadlock_raised;
    deadlock_raised = 0;
    return raised;
}

void
serve_requests(void)
{
    uint32_t requests = mailbox.requests;
    mailbox.requests = 0;
    if (requests & REQUEST_INTERRUPT) {
        deliver(SIGINT, "");
    }
    if (requests & REQUEST_ALARM) {
        deliver(SIGALRM, "Alarm clock\n");
    }
    if (requests & REQUEST_DEADLOCK) {
        end_deadlock();
    }
    if (requests & REQUEST_YIELD) {
        (void)wait_for(NULL, 0);
    }
}

static int64_t
nanoseconds_of(struct timeval time)
{
    int64_t nanoseconds;
    if (time.tv_sec < 0 || time.tv_usec < 0 || time.tv_usec >= 1000000) {
        return -1;
    }
    if (__builtin_mul_overflow((int64_t)time.tv_sec, NANOSECONDS, &nanoseconds)
        || __builtin_add_overflow(nanoseconds, (int64_t)time.tv_usec * 1000, &nanoseconds)) {
        return INT64_MAX;
    }
    return nanoseconds;
}

static struct timeval
time_of(int64_t nanoseconds)
{
    return (struct timeval){.tv_sec = nanoseconds / NANOSECONDS, .tv_usec = nanoseconds % NANOSECONDS / 1000};
}

/* Returns what was left of the alarm before, in nanoseconds. */
static int64_t
set_alarm(int64_t nanoseconds, int64_t interval)
{
    int64_t left = 0;
    host_alarm(nanoseconds, interval, (uint32_t)(uintptr_t)&left);
    return left;
}

int
setitimer(int which, const struct itimerval *restrict value, struct itimerval *restrict previous)
{
    int64_t first = nanoseconds_of(value->it_value), interval = nanoseconds_of(value->it_interval);
    if (which != ITIMER_REAL || first < 0 || interval < 0) {
        errno = EINVAL;
        return -1;
    }
    struct timeval previous_interval = time_of(alarm_interval);
    int64_t left = set_alarm(first, interval);
    alarm_interval = first == 0 ? 0 : interval;
    if (previous != NULL) {
        previous->it_value = time_of(left);
        previous->it_interval = previous_interval;
    }
    return 0;
}

int
getitimer(int which, struct itimerval *value)
{
    if (which != ITIMER_REAL) {
        errno = EINVAL;
        return -1;
    }
    value->it_value = time_of(set_alarm(-1, 0));
    value->it_interval = time_of(alarm_interval);
    return 0;
}

unsigned
alarm(unsigned seconds)
{
    struct itimerval value = {.it_value.tv_sec = seconds}, previous;
    setitimer(ITIMER_REAL, &value, &previous);
    return (unsigned)previous.it_value.tv_sec + (previous.it_value.tv_usec > 0);
}
