"""Reads the opcodes out of generated_cases.c.h, and what each of them does to the evaluation loop."""

from dataclasses import dataclass

from c_source import CSource, Token, assignments_to, texts
from releases import Release

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


@dataclass(frozen=True)
class Opcodes:
    """What generated_cases.c.h has: its opcodes in their order, and where in its text they are."""

    by_name: dict[str, Opcode]
    start: int
    end: int
    after: list[Token]


def read_opcodes(source: CSource, release: Release) -> Opcodes:
    """Every TARGET(NAME) { ... } of the file."""
    opcodes = {}
    tokens = source.tokens
    before = texts(source.tokenise(release.before_opcodes.strip()))
    if [_directive(token) for token in tokens[: len(before)]] != [_directive_text(text) for text in before]:
        source.refuse(1, f"does not begin as in CPython {release.name}")
    index = first = len(before)
    while index < len(tokens) and _directive(tokens[index]) != release.after_opcodes[0]:
        head = texts(tokens[index : index + 5])
        if len(head) < 5 or head[:2] != ["TARGET", "("] or head[3:] != [")", "{"]:
            source.refuse(tokens[index].line, f"expected TARGET(NAME) {{, found {' '.join(head)}")
        end = source.closing(index + 4)
        opcode = _read_opcode(source, release, tokens[index + 2], tokens[index + 4 : end + 1])
        if opcode.name in opcodes:
            source.refuse(opcode.line, f"{opcode.name} is there twice")
        opcodes[opcode.name] = opcode
        index = end + 1
    if not opcodes:
        source.refuse(1, "no opcodes")
    if index == len(tokens) or _directive(tokens[-1]) != release.after_opcodes[1]:
        source.refuse(tokens[-1].line, f"does not end as in CPython {release.name}")
    _check_continuations(source, opcodes)
    check_frame_assignments(source, tokens[index:])
    return Opcodes(opcodes, tokens[first].start, tokens[index - 1].end, tokens[index:])


def _directive(token: Token) -> str:
    return _directive_text(token.text) if token.kind == "directive" else token.text


def _directive_text(text: str) -> str:
    """A directive without its comment."""
    return text.partition("/*")[0].strip()


def _read_opcode(source: CSource, release: Release, name: Token, block: list[Token]) -> Opcode:
    """`block` is the body with its braces."""
    body = _without_tail_calls(source, block[1:-1])
    if not body:
        source.refuse(name.line, f"{name.text} has no body")
    _check_gotos(source, release, body)
    check_frame_assignments(source, body)
    _check_locals(source, release, body)
    _check_ending(source, release, name, body)
    width = _width(source, name, body)
    return Opcode(
        name=name.text,
        line=name.line,
        body=_body_text(source, block),
        width=width,
        predicted=_predicted(source, release, name, body, width),
        continues_as=_continues_as(source, release, body),
        assigns_frame=bool(assignments_to("frame", body)),
        reads_opcode=_reads_opcode(name, _without_assertions(body)),
    )


def _without_tail_calls(source: CSource, body: list[Token]) -> list[Token]:
    """The body in a build without tail calls (split_protocol.h insists on it)."""
    tokens = []
    index = 0
    while index < len(body):
        if body[index].text == "#if Py_TAIL_CALL_INTERP":
            line = body[index].line
            while _directive(body[index]) != "#endif":
                index += 1
                if index == len(body) or body[index].kind == "directive" and _directive(body[index]) != "#endif":
                    source.refuse(line, "unknown directive after #if Py_TAIL_CALL_INTERP")
        else:
            tokens.append(body[index])
        index += 1
    return tokens


def _check_gotos(source: CSource, release: Release, body: list[Token]) -> None:
    for index, token in enumerate(body):
        label = jump_target(body, index)
        if label is not None and label not in release.labels:
            source.refuse(token.line, f"goto {label}: not a label that the split hands over to")


def jump_target(tokens: list[Token], index: int) -> str | None:
    """The label of a `goto LABEL` or a `JUMP_TO_LABEL(LABEL)` at the index."""
    match tokens[index].text:
        case "goto":
            return tokens[index + 1].text
        case "JUMP_TO_LABEL":
            return tokens[index + 2].text
        case _:
            return None


def check_frame_assignments(source: CSource, body: list[Token]) -> None:
    for index in assignments_to("frame", body):
        if texts(body[index : index + len(FRAME_ASSIGNMENT)]) != FRAME_ASSIGNMENT:
            source.refuse(body[index].line, "frame is not assigned as `frame = tstate->current_frame = ...`")
    for index, token in enumerate(body[:-2]):
        if token.text == "&" and body[index + 1].text == "frame" and body[index + 2].text in (",", ")", ";"):
            source.refuse(token.line, "the address of frame is taken: it could be assigned unseen")


def _check_locals(source: CSource, release: Release, body: list[Token]) -> None:
    tokens = _without_assertions(body)
    for before, token in zip(tokens, tokens[1:]):
        if token.text in release.kept_locals and before.text not in (".", "->"):
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


def _check_ending(source: CSource, release: Release, name: Token, body: list[Token]) -> None:
    """The last statement must leave: an opcode that ran into the next one's case would run into OP_EXITS instead."""
    last = len(body) - 1
    while last > 0 and (body[last].text in ("}", ";") or body[last].kind == "directive"):
        last -= 1
    first = last
    while first > 0 and body[first - 1].text not in ("{", "}", ";") and body[first - 1].kind != "directive":
        first -= 1
    if body[first].text not in release.ending_macros | {"goto", "return"}:
        statement = " ".join(texts(body[first : last + 1]))
        source.refuse(body[last].line, f"{name.text} does not end by leaving but with {statement}")


def _width(source: CSource, name: Token, body: list[Token]) -> int:
    """Every opcode steps over its own instruction before anything else that moves next_instr."""
    moves = assignments_to("next_instr", body)
    step = body[moves[0] : moves[0] + 4] if moves else []
    if len(step) < 4 or step[1].text != "+=" or step[2].kind != "number" or step[3].text != ";":
        source.refuse(name.line, f"{name.text} does not begin with `next_instr += <its width>;`")
    return int(step[2].text)


def _predicted(source: CSource, release: Release, name: Token, body: list[Token], width: int) -> bool:
    """Whether the body has the label that others go on at, which must stand right after the known beginning.

    An opcode that goes on as this one calls its function with next_instr moved back, so the beginning runs once more:
    it must do nothing but store next_instr, where it is already stored (_continues_as), and move it on again.
    """
    label = texts(source.tokenise(release.predicted % name.text))
    marks = [index for index in range(len(body)) if texts(body[index : index + len(label)]) == label]
    if not marks:
        return False
    step = f"frame->instr_ptr = next_instr; next_instr += {width};"
    beginning = texts(source.tokenise(f"{step} INSTRUCTION_STATS({name.text});")) + label
    if len(marks) > 1 or texts(body[: len(beginning)]) != beginning:
        source.refuse(body[marks[0]].line, f"{name.text}: unknown instructions before {''.join(label)}")
    return True


def _continues_as(source: CSource, release: Release, body: list[Token]) -> tuple[str, ...]:
    """The opcodes named by the release's continuing macros.

    Until it goes on, frame->instr_ptr must stay what the opcode made it at its beginning. A monitoring callback cannot
    move it either: INSTRUMENTED_CALL and its like report calls, and frame_setlineno() refuses a jump during a call.
    """
    targets = []
    for index, token in enumerate(body):
        if token.text in release.continuing_macros:
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


def _reads_opcode(name: Token, body: list[Token]) -> bool:
    """Not if the opcode's own name is assigned to it before anything else, which 3.14 does after the label for others."""
    own = ["opcode", "=", name.text, ";"]
    first = next((index for index, token in enumerate(body) if token.text == "opcode"), 0)
    if texts(body[first : first + 4]) == own and not any(token.text in ("{", "?") for token in body[:first]):
        return False
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
                source.refuse(opcode.line, f"{opcode.name} goes on as {name}, which others may not go on as")
            if target.width != opcode.width:
                source.refuse(opcode.line, f"{opcode.name} goes on as {name}, which is of another width")
            if target.continues_as:
                source.refuse(target.line, f"{name} is gone on with and goes on as another itself")
