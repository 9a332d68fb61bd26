"""Checks that the rest of CPython's evaluation loop is the one that split_protocol.h and split_main_loop.h were written
for. What these checks pin was read and understood in the versions that releases.py names; a refusal means: read it again."""

from c_source import CSource, Token, assignments_to, texts
from opcode_cases import Opcode, Opcodes, check_frame_assignments, jump_target
from releases import Release

# Names in opcode_ids.h that number something else than an instruction.
NOT_OPCODES = {"HAVE_ARGUMENT", "MIN_SPECIALIZED_OPCODE", "MIN_INSTRUMENTED_OPCODE"}


def check_macros(source: CSource, release: Release, before: int | None = None) -> None:
    """Every macro that jumps, returns or assigns frame is one that was reviewed."""
    for macro in source.macros(before):
        targets = _jump_targets(macro.body)
        unknown = targets - release.jumping_macros.get(macro.name, set())
        if unknown:
            source.refuse(macro.line, f"unknown macro that jumps: {macro.name}, to {', '.join(sorted(unknown))}")
        if assignments_to("frame", macro.body) and macro.name not in release.frame_assigning_macros:
            source.refuse(macro.line, f"unknown macro that assigns frame: {macro.name}")


def check_dispatch(macros: CSource, release: Release) -> None:
    definitions = [macro for macro in macros.macros() if macro.name == "DISPATCH"]
    expected = texts(macros.tokenise(release.dispatch))
    if len(definitions) != 1:
        macros.refuse(1, f"{len(definitions)} definitions of DISPATCH")
    if texts(definitions[0].body) != expected:
        macros.refuse(definitions[0].line, f"DISPATCH is not defined as {release.dispatch}")


def check_loop(ceval: CSource, release: Release) -> Token:
    """Checks the loop in ceval.c; returns the first token of its function."""
    head = _only(ceval, "the head of _PyEval_EvalFrameDefault", release.loop_head)
    include = _only(ceval, release.cases_include, release.cases_include)
    check_macros(ceval, release, before=head)
    end = ceval.closing(ceval.tokens.index(next(t for t in ceval.tokens[head:] if t.text == "{")))
    if not head < include < end:
        ceval.refuse(ceval.tokens[include].line, f"{release.cases_include} outside _PyEval_EvalFrameDefault")
    for fact, snippet in release.loop_facts.items():
        if not head < _only(ceval, fact, snippet) < end:
            ceval.refuse(ceval.tokens[head].line, f"not in _PyEval_EvalFrameDefault: {fact}")
    check_frame_assignments(ceval, ceval.tokens[head:end])
    return ceval.tokens[head]


def check_labels(cases: CSource, release: Release, opcodes: Opcodes) -> None:
    """The labels that generated_cases.c.h may have after its opcodes are those that were reviewed."""
    for fact, snippet in release.label_facts.items():
        if cases.tokens[_only(cases, fact, snippet)].start < opcodes.end:
            cases.refuse(opcodes.after[0].line, f"not after the opcodes: {fact}")


def check_numbers(ids: CSource, release: Release, opcodes: dict[str, Opcode]) -> None:
    """Every instruction that has a number has a body, and the other way round."""
    numbered = {}
    for macro in ids.macros():
        if macro.name not in NOT_OPCODES and len(macro.body) == 1 and macro.body[0].text.isdigit():
            if int(macro.body[0].text) < 256:  # above are the compiler's pseudo-instructions
                numbered[macro.name] = macro.line
    for name in numbered.keys() - opcodes.keys() - release.opcodes_elsewhere:
        ids.refuse(numbered[name], f"{name} is in no TARGET of generated_cases.c.h")
    for name in opcodes.keys() - numbered.keys():
        ids.refuse(1, f"{name} has a TARGET in generated_cases.c.h and no number")


def _jump_targets(body: list[Token]) -> set[str]:
    """The labels of the gotos; `return` for a return."""
    targets = {target for index in range(len(body) - 1) if (target := jump_target(body, index)) is not None}
    if any(token.text == "return" for token in body):
        targets.add("return")
    return targets


def _only(source: CSource, what: str, snippet: str) -> int:
    found = source.occurrences(snippet)
    if len(found) != 1:
        line = source.tokens[found[1]].line if found else 1
        source.refuse(line, f"expected exactly once, found {len(found)} times: {what}")
    return found[0]
