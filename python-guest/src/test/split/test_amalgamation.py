"""The division of SQLite's virtual machine: what it writes, and that it refuses what it does not know.

    python3 -m unittest discover -s python-guest/src/test/split
"""

import sys
import unittest
from pathlib import Path
from unittest import mock

MAIN = Path(__file__).resolve().parents[2] / "main"
sys.path.insert(0, str(MAIN / "sqlite"))
sys.path.insert(0, str(MAIN / "frontend"))

import prepare_amalgamation
import small_frames
from prepare_amalgamation import UnrecognisedSource, split

CASES = """\
case OP_Goto: {             /* jump */
jump_to_p2_and_check_for_interrupt:
  pOp = &aOp[pOp->p2 - 1];
check_for_interrupt:
  look();
  break;
}
case OP_HaltIfNull: {
  if( there ) break;
  /* no break */ deliberate_fall_through
}
case OP_Halt: {
  goto vdbe_return;
}
#ifndef SQLITE_OMIT_X
case OP_X: case OP_Y: {
  goto in_z;
}
#endif
#ifdef SQLITE_DEBUG
case OP_Debug: {
  break;
}
#endif
case OP_Z: {
in_z:
  goto jump_to_p2;
}
"""


def source(cases=CASES):
    return (
        "before\n"
        "SQLITE_PRIVATE int sqlite3VdbeExec(\n  Vdbe *p\n){\n  begin();\n"
        "  for(pOp=&aOp[p->pc]; 1; pOp++){\n    switch( pOp->opcode ){\n"
        f"{cases}"
        "default: {          /* This is really OP_Noop, OP_Explain */\n  break;\n}\n    }\n"
        "  }  /* The end of the for(;;) loop the loops through opcodes */\n"
        "abort_due_to_error:\n  end();\n}\nafter\n"
    )


@mock.patch.object(prepare_amalgamation, "HOT", ("Halt Goto",))
class SplitTest(unittest.TestCase):
    def groups(self, written):
        parts = written.split("static SQLITE_NOINLINE int vdbeGroup")[1:]
        return [set(prepare_amalgamation.re.findall(r"case OP_(\w+):", part.partition("leave:")[0])) for part in parts]

    @mock.patch.object(prepare_amalgamation, "LARGEST_GROUP", 1)
    def test_opcodes_that_share_text_stay_together(self):
        self.assertEqual(self.groups(split(source())), [{"HaltIfNull", "Halt"}, {"Goto"}, {"X", "Y", "Z"}])

    def test_small_groups_become_one(self):
        self.assertEqual(self.groups(split(source())), [{"HaltIfNull", "Halt", "Goto"}, {"X", "Y", "Z"}])

    def test_beginning_and_end_stay_and_call_the_groups(self):
        written = split(source())
        self.assertTrue(written.startswith("before\n"))
        self.assertTrue(written.endswith("abort_due_to_error:\n  end();\n}\nafter\n"))
        self.assertIn("      case OP_Z:\n        why = vdbeGroup1(&run);\n", written)
        self.assertNotIn("for(pOp=&aOp[p->pc]; 1; pOp++){", written)

    def test_conditions_stay_around_their_cases(self):
        self.assertIn("#ifndef SQLITE_OMIT_X\ncase OP_X: case OP_Y: {\n  goto in_z;\n}\n#endif\n", split(source()))

    def test_what_it_does_not_know_is_refused(self):
        for cases, reason in (
            (CASES.replace("goto in_z", "goto elsewhere"), "jumps to elsewhere"),
            (CASES.replace("OP_Halt:", "OP_Stop:"), "there is no opcode Halt"),
            (CASES.replace("#endif", "#else\n#endif", 1), "an #else between cases"),
        ):
            with self.assertRaisesRegex(UnrecognisedSource, reason):
                split(source(cases))
        with self.assertRaisesRegex(UnrecognisedSource, "found 0 times"):
            split(source().replace("sqlite3VdbeExec", "other"))


class SmallFramesTest(unittest.TestCase):
    def test_cases_with_calls_of_their_own_become_functions(self):
        kinds = [f"K{number}" for number in range(20)]
        body = "".join(f"    case {kind}_kind:\n        return compiler_{kind}(c, e);\n" for kind in kinds)
        body += "    case Own_kind:\n        ADDOP(c, loc, NOP);\n        break;\n"
        for name, compiler in (("compile.c", "struct compiler *c"), ("codegen.c", "compiler *c")):
            with self.subTest(name):
                form = small_frames.SOURCES[name]
                begin = form % small_frames.LOCATION
                written = small_frames.split(f"before\n{begin}{body}{small_frames.END}after\n", form)
                self.assertIn("    case K3_kind:\n        return compiler_K3(c, e);\n", written)
                self.assertIn("    case Own_kind:\n        return visit_Own(c, e);\n", written)
                self.assertEqual(written.count("    location loc = LOC(e);\n"), 1)
                self.assertTrue(written.startswith(f"before\nstatic int\nvisit_Own({compiler}, expr_ty e)\n{{\n"))
                self.assertTrue(written.endswith(f"{small_frames.END}after\n"))

    def test_another_source_is_refused(self):
        for form in small_frames.SOURCES.values():
            with self.assertRaises(small_frames.UnrecognisedSource):
                small_frames.split("int main(void);\n", form)


if __name__ == "__main__":
    unittest.main()
