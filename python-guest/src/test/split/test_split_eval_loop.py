"""The split of the evaluation loop: what it writes, and that it refuses what it does not know.

    python3 -m unittest discover -s python-guest/src/test/split

With CPYTHON_SOURCE naming CPython's source folder, the real source is split as well.
"""

import os
import re
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "main" / "split"))

import cold_opcodes
import recognition
import split_eval_loop
from c_source import CSource, UnrecognisedSource
from opcode_cases import Opcode, read_opcodes
from releases import RELEASES, release_of

PYTHON_3_13, PYTHON_3_14 = RELEASES.values()


def target(name: str, body: str = "DISPATCH();", width: int = 1, beginning: str = "") -> str:
    return f"""
        TARGET({name}) {{
            frame->instr_ptr = next_instr;
            next_instr += {width};
            INSTRUCTION_STATS({name});
            {beginning}
            {body}
        }}
"""


def cases(*targets: str) -> str:
    return "\n".join([PYTHON_3_13.before_opcodes.strip(), *targets, "#undef TIER_ONE", ""])


def read(*targets: str) -> dict[str, Opcode]:
    return read_opcodes(CSource("cases.h", cases(*targets)), PYTHON_3_13).by_name


def target_3_14(name: str, body: str = "DISPATCH();", width: int = 1, beginning: str = "") -> str:
    return f"""
        TARGET({name}) {{
            #if Py_TAIL_CALL_INTERP
            int opcode = {name};
            (void)(opcode);
            #endif
            frame->instr_ptr = next_instr;
            next_instr += {width};
            INSTRUCTION_STATS({name});
            {beginning}
            {body}
        }}
"""


LABELS_3_14 = """
            /* END INSTRUCTIONS */
#if !Py_TAIL_CALL_INTERP
        EXTRA_CASES
JUMP_TO_LABEL(error);
        }
#endif /* Py_TAIL_CALL_INTERP */
        LABEL(pop_2_error)
        {
            stack_pointer -= 2;
            assert(WITHIN_STACK_BOUNDS());
            JUMP_TO_LABEL(error);
        }
        LABEL(pop_1_error)
        {
            stack_pointer -= 1;
            assert(WITHIN_STACK_BOUNDS());
            JUMP_TO_LABEL(error);
        }
        LABEL(error)
        {
            JUMP_TO_LABEL(exception_unwind);
        }
        LABEL(exception_unwind)
        {
            JUMP_TO_LABEL(exit_unwind);
        }
        LABEL(exit_unwind)
        {
            frame = tstate->current_frame = dying->previous;
            return NULL;
        }
        LABEL(start_frame)
        {
            int too_deep = _Py_EnterRecursivePy(tstate);
            if (too_deep) {
                JUMP_TO_LABEL(exit_unwind);
            }
            next_instr = frame->instr_ptr;
            DISPATCH();
        }
/* END LABELS */
#undef TIER_ONE
"""


def cases_3_14(*targets: str) -> str:
    return "\n".join([PYTHON_3_14.before_opcodes.strip(), *targets, LABELS_3_14])


def read_3_14(*targets: str) -> dict[str, Opcode]:
    return read_opcodes(CSource("cases.h", cases_3_14(*targets)), PYTHON_3_14).by_name


class Refusals(unittest.TestCase):
    def assert_refused(self, line: int | None, reason: str, action, *arguments) -> None:
        """The message begins with file and line; None is for a line that does not matter."""
        with self.assertRaises(UnrecognisedSource) as caught:
            action(*arguments)
        self.assertRegex(str(caught.exception), r"^\S+:\d+: ")
        self.assertIn(reason, str(caught.exception))
        if line is not None:
            self.assertEqual(int(str(caught.exception).split(":")[1]), line)


class ReadingOpcodes(unittest.TestCase):
    def test_braces_and_jumps_in_comments_and_strings_are_text(self):
        body = 'say("} goto nowhere;"); /* } goto nowhere; */ // } goto nowhere;\n DISPATCH();'
        self.assertEqual(list(read(target("A", body), target("B"))), ["A", "B"])

    def test_body_is_kept_as_it_is(self):
        body = "if (x == '}') {  goto error;  // why\n            }\n            DISPATCH();"
        self.assertIn(body, read(target("A", body))["A"].body)

    def test_return_becomes_return_from_loop(self):
        opcode = read(target("A", "return retval;"))["A"]
        self.assertIn("RETURN_FROM_LOOP(retval);", opcode.body)
        self.assertNotIn("return ", opcode.body)

    def test_width(self):
        self.assertEqual(read(target("A", width=10))["A"].width, 10)

    def test_frame_assignment(self):
        body = "frame = tstate->current_frame = new_frame; DISPATCH();"
        opcodes = read(target("A", body), target("B", "other->frame = x; gen_frame = frame; DISPATCH();"))
        self.assertTrue(opcodes["A"].assigns_frame)
        self.assertFalse(opcodes["B"].assigns_frame)

    def test_reading_opcode(self):
        opcodes = read(
            target("A", "if (opcode == INSTRUMENTED_A) { x(); } DISPATCH();"),
            target("B", "opcode = next_instr->op.code; assert(opcode != f(x)); y->opcode++; DISPATCH_GOTO();"),
        )
        self.assertTrue(opcodes["A"].reads_opcode)
        self.assertFalse(opcodes["B"].reads_opcode)

    def test_continuations(self):
        opcodes = read(
            target("A", beginning="PREDICTED(A);"),
            target("A_INT", "DEOPT_IF(f(x, y) != g(1), A); DEOPT_IF(z, A); DISPATCH();"),
            target("INSTRUMENTED_A", "GO_TO_INSTRUCTION(A);"),
        )
        self.assertTrue(opcodes["A"].predicted)
        self.assertEqual(opcodes["A_INT"].continues_as, ("A",))
        self.assertEqual(opcodes["INSTRUMENTED_A"].continues_as, ("A",))

    def test_assertions_may_name_any_local(self):
        read(target("A", "assert(frame != f(&entry_frame)); DISPATCH();"))


class RefusedOpcodes(Refusals):
    def test_unknown_label(self):
        self.assert_refused(11, "goto exit_unwind", read, target("A", "goto exit_unwind;"))

    def test_computed_goto(self):
        self.assert_refused(11, "goto *", read, target("A", "goto *opcode_targets[opcode];"))

    def test_other_frame_assignment(self):
        body = "frame = new_frame; DISPATCH();"
        self.assert_refused(11, "frame is not assigned as", read, target("A", body))

    def test_address_of_frame(self):
        self.assert_refused(11, "address of frame", read, target("A", "push(tstate, &frame); DISPATCH();"))

    def test_local_that_is_not_handed_over(self):
        body = "if (frame == &entry_frame) { x(); } DISPATCH();"
        self.assert_refused(11, "entry_frame", read, target("A", body))

    def test_return_of_an_expression(self):
        self.assert_refused(11, "a return of", read, target("A", "return f(retval);"))

    def test_running_into_the_next_opcode(self):
        self.assert_refused(11, "A does not end by leaving", read, target("A", "DISPATCH(); x();"))

    def test_unknown_width(self):
        source = "TARGET(A) {\n next_instr = other;\n DISPATCH();\n}"
        self.assert_refused(5, "A does not begin with", read, source)

    def test_deoptimisation_to_an_opcode_that_cannot_be_entered(self):
        self.assert_refused(None, "goes on as B, which others may not go on as", read, target("A", "DEOPT_IF(x, B); DISPATCH();"), target("B"))

    def test_deoptimisation_to_another_width(self):
        self.assert_refused(
            None, "another width", read,
            target("A", "DEOPT_IF(x, B); DISPATCH();"),
            target("B", width=2, beginning="PREDICTED(B);"),
        )

    def test_deoptimisation_that_names_no_opcode(self):
        self.assert_refused(11, "does not name an opcode", read, target("A", "DEOPT_IF(x, f(A)); DISPATCH();"))

    def test_deoptimisation_after_instr_ptr_was_moved(self):
        body = "frame->instr_ptr = next_instr; DEOPT_IF(x, A); DISPATCH();"
        self.assert_refused(11, "instr_ptr is stored twice", read, target("B", body))

    def test_chain_of_continuations(self):
        self.assert_refused(
            None, "goes on as another itself", read,
            target("A", "GO_TO_INSTRUCTION(B);"),
            target("B", "GO_TO_INSTRUCTION(C);", beginning="PREDICTED(B);"),
            target("C", beginning="PREDICTED(C);"),
        )

    def test_instructions_before_predicted(self):
        self.assert_refused(10, "before PREDICTED", read, target("A", beginning="x(); PREDICTED(A);"))

    def test_opcode_twice(self):
        self.assert_refused(None, "twice", read, target("A"), target("A"))

    def test_text_between_opcodes(self):
        self.assert_refused(5, "expected TARGET(NAME) {, found int x ;", read, "int x;")

    def test_unknown_directive_between_opcodes(self):
        self.assert_refused(5, "found #if SOMETHING", read, "#if SOMETHING", target("A"), "#endif")

    def test_other_beginning(self):
        text = cases(target("A")).replace("TIER_TWO", "TIER_THREE")
        self.assert_refused(1, "does not begin as in", read_opcodes, CSource("cases.h", text), PYTHON_3_13)

    def test_other_end(self):
        text = cases(target("A")) + "int x;"
        self.assert_refused(None, "does not end as in", read_opcodes, CSource("cases.h", text), PYTHON_3_13)

    def test_unbalanced_braces(self):
        self.assert_refused(5, "never closed", read, "TARGET(A) {")
        self.assert_refused(5, "unbalanced", read, "TARGET(A) { f(x}; }")

    def test_something_that_is_not_c(self):
        self.assert_refused(5, "not C", read, "TARGET(A) { @ }")

    def test_no_opcodes(self):
        self.assert_refused(1, "no opcodes", read)


class OpcodesOf3_14(Refusals):
    def test_the_tail_calls_beginning_is_not_read(self):
        opcode = read_3_14(target_3_14("A", width=6))["A"]
        self.assertEqual(opcode.width, 6)
        self.assertFalse(opcode.reads_opcode)

    def test_labels_by_macro(self):
        read_3_14(target_3_14("A", "if (x) { JUMP_TO_LABEL(pop_2_error); } JUMP_TO_LABEL(start_frame);"))
        self.assert_refused(
            22, "goto exit_unwind", read_3_14, target_3_14("A", "JUMP_TO_LABEL(exit_unwind);")
        )
        self.assert_refused(22, "goto pop_3_error", read_3_14, target_3_14("A", "JUMP_TO_LABEL(pop_3_error);"))

    def test_continuations(self):
        opcodes = read_3_14(
            target_3_14("A", beginning="PREDICTED_A:;"), target_3_14("A_INT", "if (x) { JUMP_TO_PREDICTED(A); } DISPATCH();")
        )
        self.assertTrue(opcodes["A"].predicted)
        self.assertEqual(opcodes["A_INT"].continues_as, ("A",))

    def test_instructions_before_predicted(self):
        self.assert_refused(21, "before PREDICTED_A", read_3_14, target_3_14("A", beginning="x(); PREDICTED_A:;"))

    def test_continuing_as_an_opcode_that_cannot_be_entered(self):
        self.assert_refused(
            None, "goes on as B", read_3_14, target_3_14("A", "JUMP_TO_PREDICTED(B);"), target_3_14("B")
        )

    def test_an_opcode_that_names_itself_first_is_not_told_as_what_it_was_entered(self):
        opcodes = read_3_14(
            target_3_14("A", "opcode = A; if (opcode == INSTRUMENTED_A) { x(); } DISPATCH();"),
            target_3_14("B", "if (x) { opcode = B; } if (opcode == INSTRUMENTED_B) { x(); } DISPATCH();"),
            target_3_14("C", "opcode = D; if (opcode == INSTRUMENTED_C) { x(); } DISPATCH();"),
        )
        self.assertEqual([opcode.reads_opcode for opcode in opcodes.values()], [False, True, True])

    def test_local_that_is_not_handed_over(self):
        read_3_14(target_3_14("A", "tstate->entry = 1; assert(frame == &entry.frame); DISPATCH();"))
        self.assert_refused(22, "entry", read_3_14, target_3_14("A", "x(&entry.frame); DISPATCH();"))

    def test_unknown_directive_in_the_tail_calls_beginning(self):
        text = target_3_14("A").replace("int opcode = A;", "#if X")
        self.assert_refused(14, "unknown directive after", read_3_14, text)

    def test_assignment_of_frame_at_a_label(self):
        text = cases_3_14(target_3_14("A")).replace("frame = tstate->current_frame = dying", "frame = dying")
        self.assert_refused(None, "frame is not assigned as", read_opcodes, CSource("cases.h", text), PYTHON_3_14)

    def test_every_label_fact(self):
        for fact, snippet in PYTHON_3_14.label_facts.items():
            first = snippet.split()[0]
            with self.subTest(fact):
                source = CSource("cases.h", cases_3_14(target_3_14("A")).replace(first, "LABEL(other)"))
                opcodes = read_opcodes(source, PYTHON_3_14)
                self.assert_refused(None, "found 0 times", recognition.check_labels, source, PYTHON_3_14, opcodes)


MACROS = """\
#define DISPATCH() \\
    { \\
        NEXTOPARG(); \\
        PRE_DISPATCH_GOTO(); \\
        DISPATCH_GOTO(); \\
    }
#define GOTO_ERROR(LABEL) goto LABEL
#define PUSH(v) (*stack_pointer++ = (v))
"""


MACROS_3_14 = """\
#define DISPATCH() \\
    { \\
        assert(frame->stackpointer == NULL); \\
        NEXTOPARG(); \\
        PRE_DISPATCH_GOTO(); \\
        DISPATCH_GOTO(); \\
    }
#define DISPATCH_INLINED(NEW_FRAME) \\
    frame = tstate->current_frame = (NEW_FRAME); \\
    JUMP_TO_LABEL(start_frame);
#define JUMP_TO_LABEL(name) goto name;
#define JUMP_TO_PREDICTED(name) goto PREDICTED_##name;
"""


class RefusedMacros(Refusals):
    def check(self, text: str, release=PYTHON_3_13) -> None:
        source = CSource("macros.h", text)
        recognition.check_macros(source, release)
        recognition.check_dispatch(source, release)

    def test_known_macros_of_3_14(self):
        self.check(MACROS_3_14, PYTHON_3_14)

    def test_macro_of_3_14_that_jumps_elsewhere(self):
        text = MACROS_3_14.replace("JUMP_TO_LABEL(start_frame)", "JUMP_TO_LABEL(exit_unwind)")
        self.assert_refused(8, "DISPATCH_INLINED, to exit_unwind", self.check, text, PYTHON_3_14)

    def test_macros_of_another_release(self):
        self.assert_refused(7, "GOTO_ERROR, to LABEL", self.check, MACROS, PYTHON_3_14)

    def test_known_macros(self):
        self.check(MACROS)

    def test_unknown_macro_that_jumps(self):
        self.assert_refused(9, "LEAP, to error", self.check, MACROS + "#define LEAP() \\\n  goto error\n")

    def test_known_macro_that_jumps_elsewhere(self):
        text = MACROS + "#define INSTRUMENTED_JUMP() goto exit_unwind\n"
        self.assert_refused(9, "INSTRUMENTED_JUMP, to exit_unwind", self.check, text)

    def test_macro_that_returns(self):
        self.assert_refused(9, "RETURN_NULL, to return", self.check, MACROS + "#define RETURN_NULL() return NULL\n")

    def test_macro_that_assigns_frame(self):
        self.assert_refused(9, "assigns frame: POP_FRAME", self.check, MACROS + "#define POP_FRAME() (frame = prev)\n")

    def test_other_dispatch(self):
        text = MACROS.replace("PRE_DISPATCH_GOTO", "SOMETHING_ELSE")
        self.assert_refused(1, "DISPATCH is not defined as", self.check, text)

    def test_no_dispatch(self):
        self.assert_refused(1, "0 definitions of DISPATCH", self.check, "#define X 1\n")


CEVAL = """\
#include "ceval_macros.h"

PyObject* _Py_HOT_FUNCTION
_PyEval_EvalFrameDefault(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    uint8_t opcode;    /* Current opcode */
    int oparg;         /* Current opcode argument, if any */
    frame->previous = &entry_frame;
    tstate->current_frame = frame;
    _Py_CODEUNIT *next_instr;
    PyObject **stack_pointer;
start_frame:
    if (_Py_EnterRecursivePy(tstate)) {
        goto exit_unwind;
    }
    next_instr = frame->instr_ptr;
resume_frame:
    stack_pointer = _PyFrame_GetStackPointer(frame);
    DISPATCH();
    dispatch_opcode:
        switch (opcode)
        {
#include "generated_cases.c.h"
        case INSTRUMENTED_LINE:
            DISPATCH();
        }
pop_4_error:
    STACK_SHRINK(1);
pop_3_error:
    STACK_SHRINK(1);
pop_2_error:
    STACK_SHRINK(1);
pop_1_error:
    STACK_SHRINK(1);
error:
exception_unwind:
        {
        }
exit_unwind:
    frame = tstate->current_frame = dying->previous;
}
"""


CEVAL_3_14 = """\
#if Py_TAIL_CALL_INTERP
#include "generated_cases.c.h"
#endif

PyObject* _Py_HOT_FUNCTION DONT_SLP_VECTORIZE
_PyEval_EvalFrameDefault(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    uint8_t opcode;    /* Current opcode */
    int oparg;         /* Current opcode argument, if any */
    _Py_CODEUNIT *next_instr;
    _PyStackRef *stack_pointer;
    frame->previous = &entry.frame;
    tstate->current_frame = frame;
    goto start_frame;
#   include "generated_cases.c.h"
early_exit:
    frame = tstate->current_frame = dying->previous;
    return NULL;
}
"""


class RefusedLoops(Refusals):
    def check(self, text: str, release=PYTHON_3_13) -> None:
        recognition.check_loop(CSource("ceval.c", text), release)

    def test_known_loop_of_3_14(self):
        self.check(CEVAL_3_14, PYTHON_3_14)

    def test_every_fact_of_3_14(self):
        for fact, snippet in PYTHON_3_14.loop_facts.items():
            with self.subTest(fact):
                changed = CEVAL_3_14.replace(snippet.split()[0], "other")
                self.assert_refused(None, "found 0 times", self.check, changed, PYTHON_3_14)

    def test_loop_of_another_release(self):
        self.assert_refused(1, "the head of _PyEval_EvalFrameDefault", self.check, CEVAL, PYTHON_3_14)

    def test_known_loop(self):
        self.check(CEVAL)

    def test_other_head(self):
        text = CEVAL.replace("int throwflag", "bool throwflag")
        self.assert_refused(1, "found 0 times: the head of _PyEval_EvalFrameDefault", self.check, text)

    def test_no_cases(self):
        self.assert_refused(
            1, 'found 0 times: #include "generated_cases.c.h"', self.check,
            CEVAL.replace("generated_cases.c.h", "generated_cases.h"),
        )

    def test_cases_twice(self):
        include = '#include "generated_cases.c.h"\n'
        self.assert_refused(24, "found 2 times", self.check, CEVAL.replace(include, include * 2))

    def test_cases_elsewhere(self):
        include = '#include "generated_cases.c.h"\n'
        self.assert_refused(1, "outside", self.check, include + CEVAL.replace(include, ""))

    def test_every_fact(self):
        for fact, snippet in PYTHON_3_13.loop_facts.items():
            first = snippet.split()[0]
            with self.subTest(fact):
                changed = CEVAL.replace(first + (":" if first[-1] != ":" else ""), "other:").replace(first, "other")
                self.assert_refused(None, "found 0 times", self.check, changed)

    def test_other_frame_assignment(self):
        text = CEVAL.replace("frame = tstate->current_frame = dying->previous", "frame = dying->previous")
        self.assert_refused(40, "frame is not assigned as", self.check, text)

    def test_macro_that_jumps(self):
        self.assert_refused(1, "LEAP", self.check, "#define LEAP goto error\n" + CEVAL)


class Splitting(Refusals):
    """The whole, on a source of a few opcodes."""

    minor = 13
    ceval = CEVAL
    macros = MACROS
    target = staticmethod(target)
    cases = staticmethod(cases)
    predicted = "PREDICTED(CALL);"
    deopt = "DEOPT_IF(x, CALL);"
    read_opcode = "if (opcode == INSTRUMENTED_CALL) { x(); }"
    leave = "goto resume_frame;"
    elsewhere = ("INSTRUMENTED_LINE",)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source, self.output = Path(folder.name, "source"), Path(folder.name, "output")
        patch = mock.patch.object(split_eval_loop, "cold_opcodes", lambda release: ["COLD", "COLD_RETURN"])
        patch.start()
        self.addCleanup(patch.stop)
        self.write("Include/patchlevel.h", f"#define PY_MAJOR_VERSION 3\n#define PY_MINOR_VERSION {self.minor}\n")
        self.write("Python/ceval.c", self.ceval)
        self.write("Python/ceval_macros.h", self.macros)
        self.write_opcodes(
            CALL=self.target("CALL", f"{self.read_opcode} DISPATCH();", beginning=self.predicted),
            CALL_FAST=self.target("CALL_FAST", f"{self.deopt} frame = tstate->current_frame = y; DISPATCH();"),
            COLD=self.target("COLD"),
            COLD_RETURN=self.target("COLD_RETURN", f"frame = tstate->current_frame = y; {self.leave}"),
        )

    def write(self, path: str, text: str) -> None:
        (self.source / path).parent.mkdir(parents=True, exist_ok=True)
        (self.source / path).write_text(text)

    def write_opcodes(self, **targets: str) -> None:
        self.write("Python/generated_cases.c.h", self.cases(*targets.values()))
        names = [*targets, *self.elsewhere]
        numbers = [f"#define {name} {number}\n" for number, name in enumerate(names)]
        self.write("Include/opcode_ids.h", "".join(numbers) + "#define JUMP 256\n#define HAVE_ARGUMENT 2\n")

    def written(self, name: str) -> str:
        split_eval_loop.split(self.source, self.output)
        return (self.output / name).read_text()

    def test_ceval_differs_in_an_include(self):
        changed = self.written("ceval.c")
        self.assertEqual(changed.replace('#include "split_ops.h"\n\n', "", 1), self.ceval)
        self.assertLess(changed.index("split_ops.h"), changed.index("_Py_HOT_FUNCTION"))

    def test_the_main_loop_stands_where_the_opcodes_were(self):
        changed = self.written("generated_cases.c.h")
        before, after = changed.split('#include "split_main_loop.h"')
        original = (self.source / "Python/generated_cases.c.h").read_text()
        self.assertTrue(original.startswith(before))
        self.assertTrue(original.endswith(after))
        self.assertNotIn("TARGET(", changed)
        self.assertGreater(len(after), 10)

    def test_release_that_is_not_known(self):
        self.write("Include/patchlevel.h", "#define PY_MAJOR_VERSION 3\n#define PY_MINOR_VERSION 12\n")
        self.assert_refused(1, "CPython 3.12: the split was written for 3.13.15 and 3.14.4", self.written, "ceval.c")

    def test_every_opcode_becomes_a_function(self):
        ops = self.written("split_ops.h")
        for name in ("CALL", "CALL_FAST", "COLD", "COLD_RETURN"):
            self.assertEqual(ops.count(f"OP_FUNCTION\nop_{name}("), 1)

    def test_a_deoptimised_opcode_calls_the_other_with_next_instr_as_on_entry(self):
        self.assertRegex(
            self.written("split_ops.h"),
            r"PREDICTED\(CALL\)\s+next_instr -= 1;\s+return op_CALL\(OP_ARGUMENTS, opcode\);",
        )

    def test_only_an_opcode_that_asks_is_told_as_what_it_was_entered(self):
        ops = self.written("split_ops.h")
        self.assertIn("op_CALL(OP_PARAMETERS, uint8_t opcode)\n{", ops)
        self.assertIn("op_CALL_FAST(OP_PARAMETERS)\n{\n    uint8_t opcode = CALL_FAST;", ops)
        self.assertIn("outcome = op_CALL(OP_ARGUMENTS, CALL);", self.written("split_cases.h"))

    def test_frame_is_reloaded_after_an_opcode_that_assigns_it(self):
        text = self.written("split_cases.h")
        self.assertIn("case CALL: outcome = op_CALL(OP_ARGUMENTS, CALL); goto op_done;", text)
        self.assertIn("case CALL_FAST: outcome = op_CALL_FAST(OP_ARGUMENTS); goto frame_may_differ;", text)

    def test_cold_opcodes_share_a_second_switch(self):
        text = self.written("split_cases.h")
        self.assertIn("case COLD:\n    outcome = op_cold(OP_ARGUMENTS, opcode); goto op_done;", text)
        self.assertIn("case COLD_RETURN:\n    outcome = op_cold(OP_ARGUMENTS, opcode); goto frame_may_differ;", text)
        self.assertIn("case COLD: return op_COLD(OP_ARGUMENTS);", self.written("split_ops.h"))

    def test_hand_written_headers_are_beside_the_generated(self):
        self.assertIn("OP_EXITS", self.written("split_protocol.h"))
        self.assertIn("op_done:", self.written("split_main_loop.h"))

    def test_cold_opcode_that_no_longer_exists(self):
        self.write_opcodes(CALL=self.target("CALL"), COLD=self.target("COLD"))
        self.assert_refused(1, "COLD_RETURN, in cold_opcodes.py", self.written, "ceval.c")

    def test_number_without_opcode(self):
        self.write("Include/opcode_ids.h", "#define NEW_ONE 3\n" + (self.source / "Include/opcode_ids.h").read_text())
        self.assert_refused(1, "NEW_ONE is in no TARGET", self.written, "ceval.c")

    def test_opcode_without_number(self):
        self.write("Include/opcode_ids.h", "#define CALL 1\n")
        self.assert_refused(1, "has a TARGET in generated_cases.c.h and no number", self.written, "ceval.c")

    def test_missing_file(self):
        (self.source / "Python/ceval_macros.h").unlink()
        self.assert_refused(1, "cannot be read", self.written, "ceval.c")

    def test_command_line_says_where(self):
        self.write("Python/generated_cases.c.h", self.cases(self.target("CALL", "goto nowhere;")))
        with mock.patch("sys.stderr") as stderr:
            status = split_eval_loop.main(["--source", str(self.source), "--output", str(self.output)])
        self.assertEqual(status, 1)
        said = "".join(call.args[0] for call in stderr.write.call_args_list)
        self.assertRegex(said, r"generated_cases.c.h:\d+: goto nowhere")
        self.assertFalse(self.output.exists(), "nothing is written of a source that is refused")


class SplittingOf3_14(Splitting):
    minor = 14
    ceval = CEVAL_3_14
    macros = MACROS_3_14
    target = staticmethod(target_3_14)
    cases = staticmethod(cases_3_14)
    predicted = "PREDICTED_CALL:;"
    deopt = "if (x) { JUMP_TO_PREDICTED(CALL); }"
    leave = "JUMP_TO_LABEL(error);"
    elsewhere = ()

    def test_a_deoptimised_opcode_calls_the_other_with_next_instr_as_on_entry(self):
        self.assertRegex(
            self.written("split_ops.h"),
            r"PREDICTED_CALL:\s+next_instr -= 1;\s+return op_CALL\(OP_ARGUMENTS, opcode\);",
        )


class HandWrittenHeaders(unittest.TestCase):
    def test_exits_are_the_labels_that_opcodes_may_go_to(self):
        header = (Path(split_eval_loop.__file__).parent / "split_protocol.h").read_text()
        exits, until_3_13 = header[header.index("#define OP_EXITS ") :].split("#define OP_EXITS_UNTIL_3_13  ")
        labels = set(re.findall(r"^    (\w+): ", exits, re.MULTILINE))
        self.assertEqual(labels, PYTHON_3_14.labels | {"dispatch_opcode"})
        labels |= set(re.findall(r"^    (\w+): ", until_3_13, re.MULTILINE))
        self.assertEqual(labels, PYTHON_3_13.labels | {"dispatch_opcode"})

    def test_every_continuation_is_taken(self):
        folder = Path(split_eval_loop.__file__).parent
        declared = set(re.findall(r"^    (CONTINUE_AT_\w+)", (folder / "split_protocol.h").read_text(), re.MULTILINE))
        taken = set(re.findall(r"case (CONTINUE_AT_\w+):", (folder / "split_main_loop.h").read_text()))
        self.assertEqual(declared, taken)


@unittest.skipUnless(os.environ.get("CPYTHON_SOURCE"), "CPYTHON_SOURCE is not set")
class CPythonItself(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.source, cls.output = Path(os.environ["CPYTHON_SOURCE"]), Path(folder.name)
        cls.release = release_of(CSource.read(cls.source / "Include/patchlevel.h")).name
        split_eval_loop.split(cls.source, cls.output)
        cases_file = cls.source / "Python/generated_cases.c.h"
        cls.names = re.findall(r"^ +TARGET\((\w+)\)", cases_file.read_text(), re.MULTILINE)

    def test_every_opcode_has_a_function_and_a_case(self):
        ops, text = (self.output / "split_ops.h").read_text(), (self.output / "split_cases.h").read_text()
        self.assertGreater(len(self.names), 200)
        self.assertEqual(re.findall(r"^op_([A-Z]\w*)\(", ops, re.MULTILINE), self.names)
        self.assertCountEqual(re.findall(r"^case (\w+):", text, re.MULTILINE), self.names)

    def test_opcodes_that_assign_frame(self):
        """Reviewed; a new one is worth a look at split_main_loop.h's claim about frame."""
        text = (self.output / "split_cases.h").read_text()
        self.assertCountEqual(
            re.findall(r"^case (\w+): .* goto frame_may_differ", text, re.MULTILINE),
            "CALL_ALLOC_AND_ENTER_INIT CALL_BOUND_METHOD_EXACT_ARGS CALL_BOUND_METHOD_GENERAL CALL_PY_EXACT_ARGS "
            "CALL_PY_GENERAL FOR_ITER_GEN RETURN_GENERATOR RETURN_VALUE YIELD_VALUE".split()
            + {"3.13": "RETURN_CONST", "3.14": "BINARY_OP_SUBSCR_GETITEM CALL_KW_BOUND_METHOD CALL_KW_PY LOAD_ATTR_PROPERTY SEND_GEN"}[self.release].split(),
        )

    def test_opcodes_that_ask_as_what_they_were_entered(self):
        ops = (self.output / "split_ops.h").read_text()
        self.assertCountEqual(
            re.findall(r"^op_([A-Z]\w*)\(OP_PARAMETERS, uint8_t opcode\)", ops, re.MULTILINE),
            {"3.13": "CALL CALL_FUNCTION_EX CALL_KW ENTER_EXECUTOR LOAD_SUPER_ATTR", "3.14": ""}[self.release].split(),
        )

    def test_no_cold_opcode_is_named_twice(self):
        for release in RELEASES.values():
            names = cold_opcodes.cold_opcodes(release.name)
            self.assertEqual(len(names), len(set(names)))


if __name__ == "__main__":
    unittest.main()
