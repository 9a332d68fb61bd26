/* How an opcode's function hands over to the evaluation loop.

   `_PyEval_EvalFrameDefault` keeps six locals: tstate, frame, next_instr, stack_pointer, oparg and opcode. Each opcode
   becomes a function that receives them and says in one 64-bit value how the loop goes on. A guest's memory has at most
   4 GiB, so two addresses fit into one i64, which is returned in a register:

       low half   next_instr of the next instruction, or, below LOWEST_CODE_ADDRESS, a `continuation`
       high half  stack_pointer

   The bodies are CPython's text. Only what their labels mean is different: a `goto error` reaches the `error:` that
   OP_EXITS puts at the end of the same function, and that one tells the loop to go to its own `error:`. So no macro of
   CPython's that jumps has to be rewritten, and a jump to a label that is not known here does not compile.

   Included by split_ops.h after ceval_macros.h. Hand-written. */

#if defined(_Py_TIER2) || defined(_Py_JIT) || defined(LLTRACE) || defined(Py_STATS) || defined(Py_GIL_DISABLED)
#  error "the split evaluation loop knows neither tier 2, the JIT, LLTRACE, Py_STATS nor free threading"
#endif
#if defined(Py_TAIL_CALL_INTERP) && Py_TAIL_CALL_INTERP
#  error "the split evaluation loop stands in the place of the one with tail calls"
#endif
#if USE_COMPUTED_GOTOS
#  error "the split evaluation loop dispatches with a switch: build with -DUSE_COMPUTED_GOTOS=0"
#endif
#ifndef NDEBUG
#  error "assertions in the opcodes name locals of the evaluation loop: build with -DNDEBUG"
#endif
#ifndef __wasm__
#  error "the split evaluation loop needs addresses below 4 GiB: two of them are returned in 64 bits"
#endif

/* What is on a frame's stack. */
#if PY_VERSION_HEX < 0x030E0000
typedef PyObject *stack_item;
#else
typedef _PyStackRef stack_item;
#endif

/* Where the loop goes on, when it is not simply at the next instruction. */
enum continuation {
    CONTINUE_AT_START_FRAME = 1,  /* a frame was pushed: tstate->current_frame */
    CONTINUE_AT_RESUME_FRAME,     /* until 3.13. A frame was left: tstate->current_frame; next_instr is handed over */
    CONTINUE_AT_ERROR,            /* next_instr is handed over */
    CONTINUE_AT_EXCEPTION_UNWIND, /* next_instr is handed over */
    CONTINUE_AT_DISPATCH_OPCODE,  /* the opcode was replaced: next_instr, opcode and oparg are handed over */
    CONTINUE_AT_RETURN,           /* leave the loop; the high half is the value to return */

    /* No bytecode has an address this low: a wasm module's stack or static data begins at 1024 at the lowest. */
    LOWEST_CODE_ADDRESS = 64
};

/* What a continuation needs and the returned value has no room for.

   One static variable is enough although the loop is re-entered, for Python calls C and C calls Python: it is written
   by an exit (OP_EXITS) as the last thing before the opcode's function returns, and split_main_loop.h reads it as the
   first thing after. Nothing is called in between, so nothing can overwrite it, and it is dead at any other time. The
   opcodes that go on as another one (PREDICTED) return that one's result unread. Threads change where one waits, and nowhere else. */
static struct {
    _Py_CODEUNIT *next_instr;
    int oparg;
    uint8_t opcode;
} handed_over;

#define OP_PARAMETERS                                                                 \
    _PyInterpreterFrame *frame, stack_item *stack_pointer, PyThreadState *tstate,     \
    _Py_CODEUNIT *next_instr, int oparg
#define OP_ARGUMENTS frame, stack_pointer, tstate, next_instr, oparg

/* noinline, or LLVM puts the functions back into the loop and the loop no longer fits into a JVM method. */
#define OP_FUNCTION static __attribute__((noinline)) uint64_t

static inline uint64_t
loop_continues(uintptr_t next_instr_or_continuation, void *stack_pointer_or_value)
{
    return (uint64_t)next_instr_or_continuation | (uint64_t)(uintptr_t)stack_pointer_or_value << 32;
}

static inline uint64_t
loop_continues_at(enum continuation continuation, _Py_CODEUNIT *next_instr, stack_item *stack_pointer)
{
    handed_over.next_instr = next_instr;
    return loop_continues(continuation, stack_pointer);
}

static inline uint64_t
loop_dispatches(_Py_CODEUNIT *next_instr, uint8_t opcode, int oparg, stack_item *stack_pointer)
{
    handed_over.opcode = opcode;
    handed_over.oparg = oparg;
    return loop_continues_at(CONTINUE_AT_DISPATCH_OPCODE, next_instr, stack_pointer);
}

/* What stands for `return value;`, which only INTERPRETER_EXIT has. */
#define RETURN_FROM_LOOP(value) return loop_continues(CONTINUE_AT_RETURN, value)

/* The labels of the loop that an opcode may go to, at the end of every opcode's function. A body always leaves by a
   jump or a return; the trap is there to be seen if one does not. */
#define OP_EXITS                                                                      \
        __builtin_trap();                                                             \
    OP_EXITS_UNTIL_3_13                                                               \
    pop_2_error:                                                                      \
        stack_pointer -= 1;                                                           \
    pop_1_error:                                                                      \
        stack_pointer -= 1;                                                           \
    error:                                                                            \
        return loop_continues_at(CONTINUE_AT_ERROR, next_instr, stack_pointer);       \
    exception_unwind:                                                                 \
        return loop_continues_at(CONTINUE_AT_EXCEPTION_UNWIND, next_instr, stack_pointer); \
    start_frame:                                                                      \
        return loop_continues(CONTINUE_AT_START_FRAME, stack_pointer);                \
    dispatch_opcode:                                                                  \
        return loop_dispatches(next_instr, opcode, oparg, stack_pointer);

#if PY_VERSION_HEX < 0x030E0000
#define OP_EXITS_UNTIL_3_13                                                           \
    resume_frame:                                                                     \
        return loop_continues_at(CONTINUE_AT_RESUME_FRAME, next_instr, stack_pointer); \
    pop_4_error:                                                                      \
        stack_pointer -= 1;                                                           \
    pop_3_error:                                                                      \
        stack_pointer -= 1;
#else
#define OP_EXITS_UNTIL_3_13
#endif
