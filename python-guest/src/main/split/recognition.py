"""Checks that the rest of CPython's evaluation loop is the one that split_protocol.h and split_main_loop.h were written
for. What these checks pin was read and understood in CPython 3.13.15; a refusal means: read it again."""

from c_source import CSource, Token, assignments_to, texts
from opcode_cases import FRAME_ASSIGNMENT, Opcode

# The macros that jump or return, and where to. All of them do in an opcode's function what they do in the loop: their
# labels are in OP_EXITS, except for those that only builds refused by split_protocol.h compile.
JUMPING_MACROS = {
    "DISPATCH_GOTO": {"*", "dispatch_opcode"},  # `goto *` with computed gotos, which are refused
    "DISPATCH_INLINED": {"start_frame"},
    "GOTO_ERROR": {"LABEL"},  # its argument, checked by the compiler
    "GO_TO_INSTRUCTION": {"PREDICT_ID"},  # the label PRED_*, written after OP_EXITS
    "INSTRUMENTED_JUMP": {"error"},
    "LLTRACE_RESUME_FRAME": {"exit_unwind"},  # LLTRACE
    "GOTO_TIER_TWO": {"resume_with_error", "enter_tier_two"},  # tier 2 and JIT, as all below
    "JUMP_TO_JUMP_TARGET": {"jump_to_jump_target"},
    "JUMP_TO_ERROR": {"jump_to_error_target"},
    "GOTO_UNWIND": {"error_tier_two"},
    "EXIT_TO_TRACE": {"exit_to_trace"},
    "EXIT_TO_TIER1": {"exit_to_tier1"},
    "EXIT_TO_TIER1_DYNAMIC": {"exit_to_tier1_dynamic"},
}

# The macros that assign `frame`: DISPATCH_INLINED leaves at once for start_frame, where the loop reloads it.
FRAME_ASSIGNING_MACROS = {"DISPATCH_INLINED", "GOTO_TIER_TWO"}

# The one macro that has another definition in the opcodes' functions (OPS_BEGIN in split_eval_loop.py).
DISPATCH_DEFINITION = "{ NEXTOPARG(); PRE_DISPATCH_GOTO(); DISPATCH_GOTO(); }"

LOOP_HEAD = """
PyObject* _Py_HOT_FUNCTION
_PyEval_EvalFrameDefault(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{"""

CASES_INCLUDE = '#include "generated_cases.c.h"'

# What the C side relies on in ceval.c, each there exactly once.
LOOP_FACTS = {
    "the types of the locals that are handed over": "uint8_t opcode; int oparg;",
    "the types of the registers": "_Py_CODEUNIT *next_instr; PyObject **stack_pointer;",
    "frame equals tstate->current_frame on entry": "frame->previous = &entry_frame; tstate->current_frame = frame;",
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
}

# Names in opcode_ids.h that number something else than an instruction.
NOT_OPCODES = {"HAVE_ARGUMENT", "MIN_INSTRUMENTED_OPCODE"}


def check_macros(source: CSource, before: int | None = None) -> None:
    """Every macro that jumps, returns or assigns frame is one that was reviewed."""
    for macro in source.macros(before):
        targets = _jump_targets(macro.body)
        unknown = targets - JUMPING_MACROS.get(macro.name, set())
        if unknown:
            source.refuse(macro.line, f"unknown macro that jumps: {macro.name}, to {', '.join(sorted(unknown))}")
        if assignments_to("frame", macro.body) and macro.name not in FRAME_ASSIGNING_MACROS:
            source.refuse(macro.line, f"unknown macro that assigns frame: {macro.name}")


def check_dispatch(macros: CSource) -> None:
    definitions = [macro for macro in macros.macros() if macro.name == "DISPATCH"]
    expected = texts(macros.tokenise(DISPATCH_DEFINITION))
    if len(definitions) != 1:
        macros.refuse(1, f"{len(definitions)} definitions of DISPATCH")
    if texts(definitions[0].body) != expected:
        macros.refuse(definitions[0].line, f"DISPATCH is not defined as {DISPATCH_DEFINITION}")


def check_loop(ceval: CSource) -> tuple[Token, Token]:
    """Checks the loop in ceval.c; returns the first token of its function and the #include of its cases."""
    head = _only(ceval, "the head of _PyEval_EvalFrameDefault", LOOP_HEAD)
    include = _only(ceval, CASES_INCLUDE, CASES_INCLUDE)
    check_macros(ceval, before=head)
    end = ceval.closing(ceval.tokens.index(next(t for t in ceval.tokens[head:] if t.text == "{")))
    if not head < include < end:
        ceval.refuse(ceval.tokens[include].line, f"{CASES_INCLUDE} outside _PyEval_EvalFrameDefault")
    for fact, snippet in LOOP_FACTS.items():
        if not head < _only(ceval, fact, snippet) < end:
            ceval.refuse(ceval.tokens[head].line, f"not in _PyEval_EvalFrameDefault: {fact}")
    loop = ceval.tokens[head:end]
    for index in assignments_to("frame", loop):
        if texts(loop[index : index + len(FRAME_ASSIGNMENT)]) != FRAME_ASSIGNMENT:
            ceval.refuse(loop[index].line, "frame is not assigned as `frame = tstate->current_frame = ...`")
    return ceval.tokens[head], ceval.tokens[include]


def check_numbers(ids: CSource, opcodes: dict[str, Opcode]) -> None:
    """Every instruction that has a number has a body, and the other way round."""
    numbered = {}
    for macro in ids.macros():
        if macro.name not in NOT_OPCODES and len(macro.body) == 1 and macro.body[0].text.isdigit():
            if int(macro.body[0].text) < 256:  # above are the compiler's pseudo-instructions
                numbered[macro.name] = macro.line
    for name in numbered.keys() - opcodes.keys() - {"INSTRUMENTED_LINE"}:
        ids.refuse(numbered[name], f"{name} is in no TARGET of generated_cases.c.h")
    for name in opcodes.keys() - numbered.keys():
        ids.refuse(1, f"{name} has a TARGET in generated_cases.c.h and no number")


def _jump_targets(body: list[Token]) -> set[str]:
    """The labels of the gotos; `return` for a return."""
    targets = {body[index + 1].text for index, token in enumerate(body[:-1]) if token.text == "goto"}
    if any(token.text == "return" for token in body):
        targets.add("return")
    return targets


def _only(source: CSource, what: str, snippet: str) -> int:
    found = source.occurrences(snippet)
    if len(found) != 1:
        line = source.tokens[found[1]].line if found else 1
        source.refuse(line, f"expected exactly once, found {len(found)} times: {what}")
    return found[0]
