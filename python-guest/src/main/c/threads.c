/* POSIX threads for a guest of which one thread runs at a time.
 *
 * A thread is one of the host's, over the same memory, with a stack of its own from the heap. Of all threads, one has the
 * baton and runs; it passes the baton in host_wait(), in poll_oneoff(), in a computation that yields.c marks, and at its
 * end, nowhere else. So nothing here is atomic, no lock is contended in passing, and thread-local variables are plain ones
 * (see struct context). CPython's own thread layer stands on these functions as on any system's.
 */
#define Py_BUILD_CORE
#include <Python.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>
#include "pycore_ceval.h"
#include "pycore_pystate.h"
#include "threads.h"

#define KEYS 64
#define DEFAULT_STACK (1 << 20)
#define LEAST_STACK (64 << 10)
#define MOST_STACK (2 << 20)
#define STACK_ALIGNMENT 16
/* What a level of CPython's deepest recursion in C takes of the stack, and what is below the first. */
#ifndef RECURSION_FRAME
#define RECURSION_FRAME 360
#endif
#define RECURSION_BASE (16 << 10)
/* Stacks of threads that are over, kept for the next ones. */
#define SPARE_STACKS 8

struct thread {
    void *(*start)(void *);
    void *argument;
    void *result;
    struct thread *next;
    char *block;
    size_t stack;
    pid_t id;
    int over;
    int detached;
    void *values[KEYS];
};

/* Has a thread of the host's call guest_thread(thread) on this stack. Returns 0, or WASI's EAGAIN. */
IMPORT("thread_start") uint32_t host_start(uint32_t thread, uint32_t stack_top, uint32_t stack_end);
IMPORT("thread_wait") uint32_t host_wait(uint32_t address, int64_t nanoseconds);
IMPORT("thread_wake") void host_wake(uint32_t address, uint32_t count);

static struct thread main_thread;
static struct thread *current = &main_thread;
static struct thread *over;
static struct thread *spare;
static int spares;
static int keys_used[KEYS];
static pid_t ids;

static uint32_t
address_of(const void *pointer)
{
    return (uint32_t)(uintptr_t)pointer;
}

struct context
keep_context(void)
{
    return (struct context){current, _Py_tss_tstate, errno};
}

void
restore_context(struct context context)
{
    current = context.thread;
    _Py_tss_tstate = context.state;
    errno = context.error;
}

int
wait_for(const void *address, int64_t nanoseconds)
{
    struct context context = keep_context();
    uint32_t result = host_wait(address_of(address), nanoseconds);
    restore_context(context);
    serve_requests();
    switch (result) {
    case __WASI_ERRNO_SUCCESS: return 0;
    case __WASI_ERRNO_TIMEDOUT: return ETIMEDOUT;
    default: return EINTR;
    }
}

void
wake(const void *address, uint32_t count)
{
    host_wake(address_of(address), count);
}

__wasi_errno_t __real___wasi_poll_oneoff(const __wasi_subscription_t *, __wasi_event_t *, __wasi_size_t, __wasi_size_t *);

__wasi_errno_t
__wrap___wasi_poll_oneoff(const __wasi_subscription_t *in, __wasi_event_t *out, __wasi_size_t count, __wasi_size_t *ready)
{
    struct context context = keep_context();
    __wasi_errno_t result = __real___wasi_poll_oneoff(in, out, count, ready);
    restore_context(context);
    serve_requests();
    return result;
}

/* wasi-libc's says ENOTSUP for every error, and a signal must be told. */
int
clock_nanosleep(clockid_t clock, int flags, const struct timespec *wanted, struct timespec *left)
{
    if (wanted->tv_sec < 0 || wanted->tv_nsec < 0 || wanted->tv_nsec >= 1000000000) {
        return EINVAL;
    }
    __wasi_timestamp_t nanoseconds;
    if (__builtin_mul_overflow((uint64_t)wanted->tv_sec, UINT64_C(1000000000), &nanoseconds)
        || __builtin_add_overflow(nanoseconds, (uint64_t)wanted->tv_nsec, &nanoseconds)) {
        nanoseconds = UINT64_MAX;
    }
    __wasi_subscription_t until = {.u.tag = __WASI_EVENTTYPE_CLOCK};
    until.u.u.clock.id = clock == CLOCK_REALTIME ? __WASI_CLOCKID_REALTIME : __WASI_CLOCKID_MONOTONIC;
    until.u.u.clock.timeout = nanoseconds;
    until.u.u.clock.flags = flags & TIMER_ABSTIME ? __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME : 0;
    __wasi_event_t event;
    __wasi_size_t events;
    switch (__wrap___wasi_poll_oneoff(&until, &event, 1, &events)) {
    case __WASI_ERRNO_SUCCESS: return event.error == __WASI_ERRNO_SUCCESS ? 0 : ENOTSUP;
    case __WASI_ERRNO_INTR: return EINTR;
    default: return ENOTSUP;
    }
}

/* Mutexes: word 0 is whether it is locked, word 1 how many wait. */

int
pthread_mutex_init(pthread_mutex_t *restrict mutex, const pthread_mutexattr_t *restrict attributes)
{
    memset(mutex, 0, sizeof *mutex);
    return 0;
}

int
pthread_mutex_destroy(pthread_mutex_t *mutex)
{
    return 0;
}

int
pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    if (mutex->__u.__i[0]) {
        return EBUSY;
    }
    mutex->__u.__i[0] = 1;
    return 0;
}

int
pthread_mutex_lock(pthread_mutex_t *mutex)
{
    if (mailbox.requests) {
        serve_requests();
    }
    while (mutex->__u.__i[0]) {
        mutex->__u.__i[1]++;
        wait_for(mutex, FOR_EVER);
        mutex->__u.__i[1]--;
    }
    mutex->__u.__i[0] = 1;
    return 0;
}

int
pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    mutex->__u.__i[0] = 0;
    if (mutex->__u.__i[1]) {
        wake(mutex, 1);
    }
    return 0;
}

/* Conditions: word 0 is how many wait, word 1 the clock. */

int
pthread_condattr_init(pthread_condattr_t *attributes)
{
    attributes->__attr = 0;
    return 0;
}

int
pthread_condattr_setclock(pthread_condattr_t *attributes, clockid_t clock)
{
    attributes->__attr = clock == CLOCK_MONOTONIC;
    return 0;
}

int
pthread_cond_init(pthread_cond_t *restrict condition, const pthread_condattr_t *restrict attributes)
{
    memset(condition, 0, sizeof *condition);
    condition->__u.__i[1] = attributes != NULL && attributes->__attr;
    return 0;
}

int
pthread_cond_destroy(pthread_cond_t *condition)
{
    return 0;
}

/* A request for the main thread ends its wait as a spurious wake-up, which is what CPython takes for a signal. */
static int
wait_for_condition(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t nanoseconds)
{
    condition->__u.__i[0]++;
    pthread_mutex_unlock(mutex);
    int result = wait_for(condition, nanoseconds);
    condition->__u.__i[0]--;
    pthread_mutex_lock(mutex);
    return result == ETIMEDOUT ? ETIMEDOUT : 0;
}

int
pthread_cond_wait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex)
{
    return wait_for_condition(condition, mutex, FOR_EVER);
}

int
pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                       const struct timespec *restrict deadline)
{
    struct timespec now;
    clock_gettime(condition->__u.__i[1] ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
    int64_t seconds = deadline->tv_sec, nanoseconds;
    if (__builtin_sub_overflow(seconds, (int64_t)now.tv_sec, &seconds)
        || __builtin_mul_overflow(seconds, INT64_C(1000000000), &nanoseconds)
        || __builtin_add_overflow(nanoseconds, (int64_t)(deadline->tv_nsec - now.tv_nsec), &nanoseconds)) {
        nanoseconds = INT64_MAX;
    }
    return nanoseconds <= 0 ? ETIMEDOUT : wait_for_condition(condition, mutex, nanoseconds);
}

int
pthread_cond_signal(pthread_cond_t *condition)
{
    if (condition->__u.__i[0]) {
        wake(condition, 1);
    }
    return 0;
}

int
pthread_cond_broadcast(pthread_cond_t *condition)
{
    if (condition->__u.__i[0]) {
        wake(condition, INT_MAX);
    }
    return 0;
}

/* Threads. */

static void
give_back(struct thread *thread)
{
    if (spares < SPARE_STACKS && thread->stack == DEFAULT_STACK) {
        thread->next = spare;
        spare = thread;
        spares++;
    }
    else {
        free(thread->block);
    }
}

static struct thread *
new_thread(size_t stack)
{
    while (over != NULL) {
        struct thread *each = over;
        over = each->next;
        give_back(each);
    }
    struct thread *thread = stack == DEFAULT_STACK ? spare : NULL;
    char *block;
    if (thread != NULL) {
        spare = thread->next;
        spares--;
        block = thread->block;
    }
    else {
        block = aligned_alloc(STACK_ALIGNMENT, (stack + sizeof(struct thread) + STACK_ALIGNMENT - 1) & -STACK_ALIGNMENT);
        if (block == NULL) {
            return NULL;
        }
        thread = (struct thread *)(block + stack);
    }
    memset(thread, 0, sizeof *thread);
    thread->block = block;
    thread->stack = stack;
    thread->id = ++ids;
    return thread;
}

/* pthread.h has macros of these names, which refuse. */

int
(pthread_create)(pthread_t *restrict result, const pthread_attr_t *restrict attributes, void *(*start)(void *),
                 void *restrict argument)
{
    size_t stack = attributes != NULL ? attributes->__u.__s[0] : 0;
    struct thread *thread = new_thread(stack != 0 ? stack : DEFAULT_STACK);
    if (thread == NULL) {
        return EAGAIN;
    }
    thread->start = start;
    thread->argument = argument;
    if (host_start(address_of(thread), address_of(thread), address_of(thread->block)) != __WASI_ERRNO_SUCCESS) {
        give_back(thread);
        return EAGAIN;
    }
    *result = (pthread_t)thread;
    return 0;
}

EXPORT("guest_thread") void
guest_thread(uint32_t address)
{
    struct thread *thread = (struct thread *)(uintptr_t)address;
    restore_context((struct context){thread, NULL, 0});
    thread->result = thread->start(thread->argument);
    /* Others see it when this thread has left the guest: it passes the baton only then. */
    thread->over = 1;
    if (thread->detached) {
        thread->next = over;
        over = thread;
    }
    else {
        wake(thread, INT_MAX);
    }
}

int
(pthread_join)(pthread_t joined, void **result)
{
    struct thread *thread = (struct thread *)joined;
    while (!thread->over) {
        wait_for(thread, FOR_EVER);
    }
    if (result != NULL) {
        *result = thread->result;
    }
    give_back(thread);
    return 0;
}

int
(pthread_detach)(pthread_t detached)
{
    struct thread *thread = (struct thread *)detached;
    if (thread->over) {
        give_back(thread);
    }
    else {
        thread->detached = 1;
    }
    return 0;
}

#undef pthread_self
pthread_t
pthread_self(void)
{
    return (pthread_t)current;
}

/* The process's id is the main thread's, as on Linux. */
pid_t
gettid(void)
{
    return getpid() + current->id;
}

#if PY_VERSION_HEX < 0x030E0000
int
c_recursion_limit(void)
{
    if (current == &main_thread) {
        return Py_C_RECURSION_LIMIT;
    }
    return Py_MIN(Py_C_RECURSION_LIMIT, (int)((current->stack - RECURSION_BASE) / RECURSION_FRAME));
}
#else
/* The linker's: where the main thread's stack is. MOST_RECURSION is how much of a stack recursion may take where the machine's stack
   would end first. */
extern char __stack_low, __stack_high;

void
c_stack(uintptr_t *base, uintptr_t *top)
{
    int is_main = current == &main_thread;
    *base = (uintptr_t)(is_main ? &__stack_low : current->block);
    *top = (uintptr_t)(is_main ? &__stack_high : current->block + current->stack);
#ifdef MOST_RECURSION
    *base = Py_MAX(*base, *top - MOST_RECURSION);
#endif
}
#endif

/* Attributes: the stack size only, 0 for the default. */

int
pthread_attr_init(pthread_attr_t *attributes)
{
    memset(attributes, 0, sizeof *attributes);
    return 0;
}

int
pthread_attr_destroy(pthread_attr_t *attributes)
{
    return 0;
}

int
pthread_attr_setstacksize(pthread_attr_t *attributes, size_t size)
{
    if (size != 0 && (size < LEAST_STACK || size > MOST_STACK)) {
        return EINVAL;
    }
    attributes->__u.__s[0] = (size + STACK_ALIGNMENT - 1) & -STACK_ALIGNMENT;
    return 0;
}

/* Variables of threads. */

int
pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
    for (int i = 0; i < KEYS; i++) {
        if (!keys_used[i]) {
            keys_used[i] = 1;
            *key = i;
            return 0;
        }
    }
    return EAGAIN;
}

int
pthread_key_delete(pthread_key_t key)
{
    keys_used[key] = 0;
    return 0;
}

void *
pthread_getspecific(pthread_key_t key)
{
    return current->values[key];
}

int
pthread_setspecific(pthread_key_t key, const void *value)
{
    current->values[key] = (void *)value;
    return 0;
}
