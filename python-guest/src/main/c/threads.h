/* What threads.c, requests.c and pipes.c share. */

#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
/* The host sees addresses and sizes as 32-bit integers, whatever a pointer's size is in C. */
#define IMPORT(name) extern __attribute__((import_module("agent_core"), import_name(name)))

#define FOR_EVER INT64_C(-1)

/* What the host reads when it hands the baton on, and writes in the running thread's interruption check. */
struct mailbox {
    /* The address of the running thread's state in the interpreter: NULL there while it does not hold the GIL. */
    uint32_t state;
    /* Where in that state the word is that the evaluation loop looks at, and the bit that makes it release the GIL. */
    uint32_t breaker;
    uint32_t release;
    /* The address of sys.getswitchinterval(), in microseconds. */
    uint32_t interval;
    /* What the host asks for: REQUEST_... */
    volatile uint32_t requests;
    /* Not 0 while the running thread is where the baton may be taken from it: see yields.c. */
    volatile uint32_t computing;
};

extern struct mailbox mailbox;

#define REQUEST_YIELD 1u
#define REQUEST_INTERRUPT 2u
#define REQUEST_ALARM 4u
#define REQUEST_DEADLOCK 8u

/* Does what the host asked for. Called where a thread may wait: never with a lock's state half done. */
void serve_requests(void);

/* Passes the baton until somebody wakes who waits for this address, or the time is over. Returns 0, ETIMEDOUT, or EINTR
 * if the host has a request for the main thread. */
int wait_for(const void *address, int64_t nanoseconds);

/* Wakes threads that wait for an address: they are ready then, and run when they get the baton. */
void wake(const void *address, uint32_t count);

/* What a thread has of its own besides its stack: plain variables, since of all threads one runs at a time. Whoever
 * lets others run keeps them meanwhile. */
struct thread;
struct context {
    struct thread *thread;
    void *state;
    int error;
};

struct context keep_context(void);
void restore_context(struct context context);

/* Whether a deadlock has been raised as an exception since this was last asked. */
int take_deadlock(void);

/* Makes the exception that tells of a deadlock: a function of guest.threads. A reference that lives as long as the
 * instance. */
extern PyObject *deadlock_error;
