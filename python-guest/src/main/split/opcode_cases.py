"""Reads the opcodes out of generated_cases.c.h, and what each of them does to the evaluation loop."""

from dataclasses import dataclass

from c_source import CSource, Token, assignments_to, texts

# The loop's labels that split_protocol.h's OP_EXITS stands in for.
LABELS = frozenset(
    "pop_4_error pop_3_error pop_2_error pop_1_error error exception_unwind start_frame resume_frame".split()
)

# The macros of ceval_macros.h that end an opcode. The last statement of a body is one of them, a goto or a return.
ENDING_MACROS = frozenset("DISPATCH DISPATCH_GOTO DISPATCH_INLINED DISPATCH_SAME_OPARG GO_TO_INSTRUCTION".split())

# The macros that go on with another opcode's body. Their last argument names it.
CONTINUING_MACROS = frozenset("DEOPT_IF GO_TO_INSTRUCTION".split())

# Locals of the loop that are not handed to an opcode's function.
KEPT_LOCALS = frozenset("entry_frame throwflag lltrace lastopcode current_executor next_uop".split())

# What generated_cases.c.h says outside its opcodes.
OUTER_DIRECTIVES = (
    "#ifdef TIER_TWO",
    '#error "This file is for Tier 1 only"',
    "#endif",
    "#define TIER_ONE 1",
    "#undef TIER_ONE",
)

# The loop sets both in one statement and in no other way; split_main_loop.h relies on it.
FRAME_ASSIGNMENT = ["frame", "=", "tstate", "->", "current_frame", "="]


@dataclass(frozen=True)
class Opcode:
    name: str
    line: int
    body: str
    """The C text between the braces of TARGET(name) { ... }, every `return x` made a RETURN_FROM_LOOP(x)."""
    width: int
    """Code units of the instruction with its inline caches: what the body adds to next_instr at its beginning."""
    predicted: bool
    """Whether other opcodes may go on with this one's body."""
    continues_as: tuple[str, ...]
    """The opcodes as which this one may go on: its deoptimised or its uninstrumented form."""
    assigns_frame: bool
    reads_opcode: bool
    """Whether it asks as which opcode it was entered."""


def read_opcodes(source: CSource) -> dict[str, Opcode]:
    """Every TARGET(NAME) { ... } of the file, in its order."""
    opcodes = {}
    tokens = source.tokens
    index = 0
    while index < len(tokens):
        if tokens[index].kind == "directive":
            if tokens[index].text not in OUTER_DIRECTIVES:
                source.refuse(tokens[index].line, f"unknown directive between opcodes: {tokens[index].text}")
            index += 1
            continue
        head = texts(tokens[index : index + 5])
        if len(head) < 5 or head[:2] != ["TARGET", "("] or head[3:] != [")", "{"]:
            source.refuse(tokens[index].line, f"expected TARGET(NAME) {{, found {' '.join(head)}")
        end = source.closing(index + 4)
        opcode = _read_opcode(source, tokens[index + 2], tokens[index + 4 : end + 1])
        if opcode.name in opcodes:
            source.refuse(opcode.line, f"{opcode.name} is there twice")
        opcodes[opcode.name] = opcode
        index = end + 1
    if not opcodes:
        source.refuse(1, "no opcodes")
    _check_continuations(source, opcodes)
    return opcodes


def _read_opcode(source: CSource, name: Token, block: list[Token]) -> Opcode:
    """`block` is the body with its braces."""
    body = block[1:-1]
    if not body:
        source.refuse(name.line, f"{name.text} has no body")
    _check_gotos(source, body)
    _check_frame_assignments(source, body)
    _check_locals(source, body)
    _check_ending(source, name, body)
    width = _width(source, name, body)
    return Opcode(
        name=name.text,
        line=name.line,
        body=_body_text(source, block),
        width=width,
        predicted=_predicted(source, name, body, width),
        continues_as=_continues_as(source, body),
        assigns_frame=bool(assignments_to("frame", body)),
        reads_opcode=_reads_opcode(_without_assertions(body)),
    )


def _check_gotos(source: CSource, body: list[Token]) -> None:
    for index, token in enumerate(body):
        if token.text == "goto":
            label = body[index + 1]
            if label.text not in LABELS:
                source.refuse(token.line, f"goto {label.text}: not a label that the split hands over to")


def _check_frame_assignments(source: CSource, body: list[Token]) -> None:
    for index in assignments_to("frame", body):
        if texts(body[index : index + len(FRAME_ASSIGNMENT)]) != FRAME_ASSIGNMENT:
            source.refuse(body[index].line, "frame is not assigned as `frame = tstate->current_frame = ...`")
    for index, token in enumerate(body[:-2]):
        if token.text == "&" and body[index + 1].text == "frame" and body[index + 2].text in (",", ")", ";"):
            source.refuse(token.line, "the address of frame is taken: it could be assigned unseen")


def _check_locals(source: CSource, body: list[Token]) -> None:
    for token in _without_assertions(body):
        if token.text in KEPT_LOCALS:
            source.refuse(token.line, f"{token.text}: a local of the loop that is not handed to opcodes")


def _without_assertions(body: list[Token]) -> list[Token]:
    """Assertions may name any local of the loop: they are compiled out (split_protocol.h insists on it)."""
    tokens = []
    index = 0
    while index < len(body):
        if body[index].text == "assert":
            index = _closing_parenthesis(body, index + 1)
        else:
            tokens.append(body[index])
        index += 1
    return tokens


def _check_ending(source: CSource, name: Token, body: list[Token]) -> None:
    """The last statement must leave: an opcode that ran into the next one's case would run into OP_EXITS instead."""
    last = len(body) - 1
    while last > 0 and (body[last].text in ("}", ";") or body[last].kind == "directive"):
        last -= 1
    first = last
    while first > 0 and body[first - 1].text not in ("{", "}", ";") and body[first - 1].kind != "directive":
        first -= 1
    if body[first].text not in ENDING_MACROS | {"goto", "return"}:
        statement = " ".join(texts(body[first : last + 1]))
        source.refuse(body[last].line, f"{name.text} does not end by leaving but with {statement}")


def _width(source: CSource, name: Token, body: list[Token]) -> int:
    """Every opcode steps over its own instruction before anything else that moves next_instr."""
    moves = assignments_to("next_instr", body)
    step = body[moves[0] : moves[0] + 4] if moves else []
    if len(step) < 4 or step[1].text != "+=" or step[2].kind != "number" or step[3].text != ";":
        source.refuse(name.line, f"{name.text} does not begin with `next_instr += <its width>;`")
    return int(step[2].text)


def _predicted(source: CSource, name: Token, body: list[Token], width: int) -> bool:
    """Whether the body has the label PREDICTED(name), which must stand right after the known beginning.

    An opcode that goes on as this one calls its function with next_instr moved back, so the beginning runs once more:
    it must do nothing but store next_instr, where it is already stored (_continues_as), and move it on again.
    """
    marks = [index for index, token in enumerate(body) if token.text == "PREDICTED"]
    if not marks:
        return False
    step = f"frame->instr_ptr = next_instr; next_instr += {width};"
    beginning = texts(source.tokenise(f"{step} INSTRUCTION_STATS({name.text}); PREDICTED({name.text});"))
    if len(marks) > 1 or texts(body[: len(beginning)]) != beginning:
        source.refuse(body[marks[0]].line, f"{name.text}: unknown instructions before PREDICTED")
    return True


def _continues_as(source: CSource, body: list[Token]) -> tuple[str, ...]:
    """The opcodes named by CONTINUING_MACROS.

    Until it goes on, frame->instr_ptr must stay what the opcode made it at its beginning. A monitoring callback cannot
    move it either: INSTRUMENTED_CALL and its like report calls, and frame_setlineno() refuses a jump during a call.
    """
    targets = []
    for index, token in enumerate(body):
        if token.text in CONTINUING_MACROS:
            end = _closing_parenthesis(body, index + 1)
            target = body[end - 1]
            if target.kind != "name" or body[end - 2].text not in ("(", ","):
                source.refuse(token.line, f"{token.text} does not name an opcode last")
            if target.text not in targets:
                targets.append(target.text)
    stores = [index for index in range(len(body)) if texts(body[index : index + 3]) == ["->", "instr_ptr", "="]]
    if targets and len(stores) > 1:
        source.refuse(body[stores[1]].line, "frame->instr_ptr is stored twice in an opcode that may go on as another")
    return tuple(targets)


def _closing_parenthesis(body: list[Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(body)):
        depth += {"(": 1, ")": -1}.get(body[index].text, 0)
        if depth == 0:
            return index
    raise AssertionError("the body's brackets were balanced when it was cut out")


def _reads_opcode(body: list[Token]) -> bool:
    return any(
        token.text == "opcode" and before.text not in (".", "->") and after.text != "="
        for before, token, after in zip(body, body[1:], body[2:])
    )


def _body_text(source: CSource, block: list[Token]) -> str:
    """The text between the braces, with RETURN_FROM_LOOP(x) for `return x`: the function returns something else."""
    pieces = []
    start = block[0].end
    for index, token in enumerate(block):
        if token.text == "return":
            value, semicolon = block[index + 1 : index + 3]
            if value.kind != "name" or semicolon.text != ";":
                source.refuse(token.line, "a return of anything but a variable")
            pieces += [source.text[start : token.start], f"RETURN_FROM_LOOP({value.text})"]
            start = value.end
    return ("".join(pieces) + source.text[start : block[-1].start]).strip("\n ") + "\n"


def _check_continuations(source: CSource, opcodes: dict[str, Opcode]) -> None:
    for opcode in opcodes.values():
        for name in opcode.continues_as:
            target = opcodes.get(name)
            if target is None or not target.predicted:
                source.refuse(opcode.line, f"{opcode.name} goes on as {name}, which has no PREDICTED({name})")
            if target.width != opcode.width:
                source.refuse(opcode.line, f"{opcode.name} goes on as {name}, which is of another width")
            if target.continues_as:
                source.refuse(target.line, f"{name} is gone on with and goes on as another itself")
