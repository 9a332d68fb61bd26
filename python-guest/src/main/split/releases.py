"""What the releases of CPython that the split knows write differently. Each was read and understood in the version that its
name in RELEASES says; a source of another release is refused, and one that differs is refused where it does."""

from dataclasses import dataclass

from c_source import CSource


@dataclass(frozen=True)
class Release:
    name: str
    labels: frozenset[str]
    """The loop's labels that opcodes go to, and that split_protocol.h's OP_EXITS stands in for."""
    ending_macros: frozenset[str]
    """The macros of ceval_macros.h that end an opcode. The last statement of a body is one of them, a goto or a return."""
    continuing_macros: frozenset[str]
    """The macros that go on with another opcode's body. Their last argument names it."""
    predicted: str
    """The label of a body that others may go on with, %s for the opcode."""
    kept_locals: frozenset[str]
    """Locals of the loop that are not handed to an opcode's function."""
    before_opcodes: str
    """What generated_cases.c.h says before its first opcode."""
    after_opcodes: tuple[str, ...]
    """How what it says after its last opcode begins and ends."""
    jumping_macros: dict[str, frozenset[str]]
    """The macros that jump or return, and where to.

    All of them do in an opcode's function what they do in the loop: their labels are in OP_EXITS, except for those that only
    builds refused by split_protocol.h compile.
    """
    frame_assigning_macros: frozenset[str]
    """The macros that assign `frame`: DISPATCH_INLINED leaves at once for start_frame, where the loop reloads it."""
    dispatch: str
    """The definition of the one macro that has another in the opcodes' functions (OPS_BEGIN in split_eval_loop.py)."""
    loop_head: str
    cases_include: str
    """Where the loop in ceval.c has its opcodes."""
    loop_facts: dict[str, str]
    """What the C side relies on in _PyEval_EvalFrameDefault, each there exactly once."""
    label_facts: dict[str, str]
    """The same where generated_cases.c.h has the loop's labels."""
    opcodes_elsewhere: frozenset[str]
    """Opcodes that ceval.c has, and generated_cases.c.h has not."""


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _jumps(**targets: str) -> dict[str, frozenset[str]]:
    return {macro: _set(names) for macro, names in targets.items()}


_TYPES = "the types of the locals that are handed over"
_REGISTERS = "the types of the registers"
_ENTRY = "frame equals tstate->current_frame on entry"

_3_13 = Release(
    name="3.13",
    labels=_set("pop_4_error pop_3_error pop_2_error pop_1_error error exception_unwind start_frame resume_frame"),
    ending_macros=_set("DISPATCH DISPATCH_GOTO DISPATCH_INLINED DISPATCH_SAME_OPARG GO_TO_INSTRUCTION"),
    continuing_macros=_set("DEOPT_IF GO_TO_INSTRUCTION"),
    predicted="PREDICTED(%s);",
    kept_locals=_set("entry_frame throwflag lltrace lastopcode current_executor next_uop"),
    before_opcodes="""
        #ifdef TIER_TWO
            #error "This file is for Tier 1 only"
        #endif
        #define TIER_ONE 1""",
    after_opcodes=("#undef TIER_ONE", "#undef TIER_ONE"),
    jumping_macros=_jumps(
        DISPATCH_GOTO="* dispatch_opcode",  # `goto *` with computed gotos, which are refused
        DISPATCH_INLINED="start_frame",
        GOTO_ERROR="LABEL",  # its argument, checked by the compiler
        GO_TO_INSTRUCTION="PREDICT_ID",  # the label PRED_*, written after OP_EXITS
        INSTRUMENTED_JUMP="error",
        LLTRACE_RESUME_FRAME="exit_unwind",  # LLTRACE
        GOTO_TIER_TWO="resume_with_error enter_tier_two",  # tier 2 and JIT, as all below
        JUMP_TO_JUMP_TARGET="jump_to_jump_target",
        JUMP_TO_ERROR="jump_to_error_target",
        GOTO_UNWIND="error_tier_two",
        EXIT_TO_TRACE="exit_to_trace",
        EXIT_TO_TIER1="exit_to_tier1",
        EXIT_TO_TIER1_DYNAMIC="exit_to_tier1_dynamic",
    ),
    frame_assigning_macros=_set("DISPATCH_INLINED GOTO_TIER_TWO"),
    dispatch="{ NEXTOPARG(); PRE_DISPATCH_GOTO(); DISPATCH_GOTO(); }",
    loop_head="""
        PyObject* _Py_HOT_FUNCTION
        _PyEval_EvalFrameDefault(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
        {""",
    cases_include='#include "generated_cases.c.h"',
    loop_facts={
        _TYPES: "uint8_t opcode; int oparg;",
        _REGISTERS: "_Py_CODEUNIT *next_instr; PyObject **stack_pointer;",
        _ENTRY: "frame->previous = &entry_frame; tstate->current_frame = frame;",
        "start_frame needs nothing but frame, resume_frame no stack_pointer": """
            start_frame:
                if (_Py_EnterRecursivePy(tstate)) { goto exit_unwind; }
                next_instr = frame->instr_ptr;
            resume_frame:
                stack_pointer = _PyFrame_GetStackPointer(frame);""",
        "the switch on opcode": "dispatch_opcode: switch (opcode)",
        "the only opcode outside generated_cases.c.h": "case INSTRUMENTED_LINE:",
        "the labels that OP_EXITS repeats": """
            pop_4_error: STACK_SHRINK(1);
            pop_3_error: STACK_SHRINK(1);
            pop_2_error: STACK_SHRINK(1);
            pop_1_error: STACK_SHRINK(1);
            error:""",
        "exception_unwind": "exception_unwind: {",
    },
    label_facts={},
    opcodes_elsewhere=_set("INSTRUMENTED_LINE"),
)

_3_14 = Release(
    name="3.14",
    labels=_set("pop_2_error pop_1_error error exception_unwind start_frame"),
    ending_macros=_set(
        "DISPATCH DISPATCH_GOTO DISPATCH_INLINED DISPATCH_SAME_OPARG JUMP_TO_LABEL JUMP_TO_PREDICTED"
    ),
    continuing_macros=_set("JUMP_TO_PREDICTED"),
    predicted="PREDICTED_%s:;",
    kept_locals=_set("entry throwflag lastopcode current_executor next_uop"),
    before_opcodes="""
        #ifdef TIER_TWO
            #error "This file is for Tier 1 only"
        #endif
        #define TIER_ONE 1
        #if !Py_TAIL_CALL_INTERP
        #if !USE_COMPUTED_GOTOS
            dispatch_opcode:
                switch (opcode)
        #endif
        {
        #endif /* Py_TAIL_CALL_INTERP */""",
    after_opcodes=("#if !Py_TAIL_CALL_INTERP", "#undef TIER_ONE"),
    jumping_macros=_jumps(
        DISPATCH_GOTO="return * dispatch_opcode",  # `return` with tail calls, which are refused, as `goto *`
        DISPATCH_INLINED="start_frame",
        INSTRUMENTED_JUMP="error",
        JUMP_TO_LABEL="return name",  # its argument, checked by the compiler
        JUMP_TO_PREDICTED="return PREDICTED_",  # the label PREDICTED_*, written after OP_EXITS
        LLTRACE_RESUME_FRAME="exit_unwind",  # Py_DEBUG
        GOTO_TIER_TWO="error enter_tier_two",  # tier 2 and JIT, as all below
        GOTO_TIER_ONE="error",
        JUMP_TO_JUMP_TARGET="jump_to_jump_target",
        JUMP_TO_ERROR="jump_to_error_target",
    ),
    frame_assigning_macros=_set("DISPATCH_INLINED GOTO_TIER_TWO"),
    dispatch="{ assert(frame->stackpointer == NULL); NEXTOPARG(); PRE_DISPATCH_GOTO(); DISPATCH_GOTO(); }",
    loop_head="""
        PyObject* _Py_HOT_FUNCTION DONT_SLP_VECTORIZE
        _PyEval_EvalFrameDefault(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
        {""",
    cases_include='#   include "generated_cases.c.h"',  # the other #include is for tail calls
    loop_facts={
        _TYPES: "uint8_t opcode; int oparg;",
        _REGISTERS: "_Py_CODEUNIT *next_instr; _PyStackRef *stack_pointer;",
        _ENTRY: "frame->previous = &entry.frame; tstate->current_frame = frame;",
    },
    label_facts={
        "the labels that OP_EXITS repeats": """
            LABEL(pop_2_error) { stack_pointer -= 2; assert(WITHIN_STACK_BOUNDS()); JUMP_TO_LABEL(error); }
            LABEL(pop_1_error) { stack_pointer -= 1; assert(WITHIN_STACK_BOUNDS()); JUMP_TO_LABEL(error); }
            LABEL(error) {""",
        "exception_unwind": "LABEL(exception_unwind) {",
        "start_frame needs nothing but frame": """
            LABEL(start_frame) {
                int too_deep = _Py_EnterRecursivePy(tstate);
                if (too_deep) { JUMP_TO_LABEL(exit_unwind); }
                next_instr = frame->instr_ptr;""",
    },
    opcodes_elsewhere=frozenset(),
)

RELEASES = {"3.13.15": _3_13, "3.14.4": _3_14}


def release_of(patchlevel: CSource) -> Release:
    """The release that Include/patchlevel.h says. Refuses one that the split was not written for."""
    numbers = {macro.name: macro.body[0].text for macro in patchlevel.macros() if len(macro.body) == 1}
    name = f"{numbers.get('PY_MAJOR_VERSION')}.{numbers.get('PY_MINOR_VERSION')}"
    for release in RELEASES.values():
        if release.name == name:
            return release
    patchlevel.refuse(1, f"CPython {name}: the split was written for {' and '.join(RELEASES)}")
