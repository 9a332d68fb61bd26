"""C source text as tokens with line numbers, and the refusal of text that is not as expected."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn


class UnrecognisedSource(Exception):
    """The source is not what the split was written for. The message begins with `file:line:`."""


@dataclass(frozen=True)
class Token:
    kind: str  # directive, name, number, string or punctuator
    text: str
    start: int
    end: int
    line: int


@dataclass(frozen=True)
class Macro:
    name: str
    body: list[Token]
    line: int


# A directive is one token, with its continuation lines. It must be tried before the blanks that may precede it.
_TOKEN = re.compile(
    r"""
    (?P<directive>  ^[ \t]*\#(?:\\\n|[^\n])* )
  | (?P<blank>      [ \t\f\v\r]+ | \n | \\\n | //[^\n]* | /\*(?s:.)*?\*/ )
  | (?P<name>       [A-Za-z_]\w* )
  | (?P<number>     \.?[0-9](?:[eEpP][-+]|[\w.])* )
  | (?P<string>     "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
  | (?P<punctuator> -> | \+\+ | -- | <<= | >>= | [-+*/%&|^=!<>]= | && | \|\| | << | >> | \#\# | \.\.\.
                  | [-+*/%&|^=!<>~?:;,.(){}\[\]\#] )
    """,
    re.VERBOSE | re.MULTILINE,
)

_MACRO = re.compile(r"[ \t]*#[ \t]*define[ \t]+(\w+)(?:\([^)]*\))?")

_CLOSING = {"(": ")", "{": "}", "[": "]"}


class CSource:
    """One C file: its text and its tokens, comments and blanks left out."""

    def __init__(self, path: str, text: str):
        self.path = path
        self.text = text
        self.tokens = self.tokenise(text)

    @classmethod
    def read(cls, path: Path) -> "CSource":
        try:
            return cls(str(path), path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UnrecognisedSource(f"{path}:1: cannot be read: {error.strerror}") from error

    def refuse(self, line: int, reason: str) -> NoReturn:
        raise UnrecognisedSource(f"{self.path}:{line}: {reason}")

    def tokenise(self, text: str, line: int = 1) -> list[Token]:
        tokens = []
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                self.refuse(line, f"not C as it is known here: {text[position:position + 20]!r}")
            if match.lastgroup != "blank":
                tokens.append(Token(match.lastgroup, match.group().strip(), position, match.end(), line))
            line += match.group().count("\n")
            position = match.end()
        return tokens

    def closing(self, opening: int) -> int:
        """The index of the bracket that closes the one at index `opening`."""
        expected = []
        for index in range(opening, len(self.tokens)):
            text = self.tokens[index].text
            if text in _CLOSING:
                expected.append(_CLOSING[text])
            elif text in _CLOSING.values():
                if text != expected.pop():
                    self.refuse(self.tokens[index].line, f"unbalanced {text!r}")
                if not expected:
                    return index
        self.refuse(self.tokens[opening].line, f"{self.tokens[opening].text!r} is never closed")

    def occurrences(self, snippet: str) -> list[int]:
        """The indexes at which the tokens of `snippet` stand, whatever the blanks and comments between them."""
        wanted = texts(self.tokenise(snippet))
        found = texts(self.tokens)
        return [
            index
            for index, text in enumerate(found)
            if text == wanted[0] and found[index : index + len(wanted)] == wanted
        ]

    def macros(self, before: int | None = None) -> list[Macro]:
        """The macros defined in this file, or before the token of index `before`, in order, every definition."""
        macros = []
        for token in self.tokens[:before]:
            match = _MACRO.match(token.text) if token.kind == "directive" else None
            if match:
                macros.append(Macro(match.group(1), self.tokenise(token.text[match.end() :], token.line), token.line))
        return macros


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def assignments_to(variable: str, tokens: list[Token]) -> list[int]:
    """The indexes at which the variable, not a member or a declaration of that name, is assigned to."""
    return [
        index
        for index, token in enumerate(tokens[:-1])
        if token.text == variable
        and tokens[index + 1].text in ("=", "+=", "-=", "++", "--")
        and (index == 0 or tokens[index - 1].text not in (".", "->"))
    ]
