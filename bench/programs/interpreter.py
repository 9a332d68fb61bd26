"""A small programming language: a tokenizer, a parser by precedence, and an evaluator of its syntax tree."""

import re

TOKEN = re.compile(r"\s*(?:(\d+)|([A-Za-z_]\w*)|(==|<=|[-+*/%<>=(){};]))")
PRECEDENCE = {"==": 1, "<": 2, ">": 2, "<=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "%": 4}

SOURCE = """
total = 0; i = 1;
while (i <= LIMIT) {
  n = i; digits = 0;
  while (n > 0) { digits = digits + n % 10; n = n / 10; }
  if (i % digits == 0) { total = total + i; }
  i = i + 1;
}
"""


class Parser:
    def __init__(self, source):
        self.tokens = [match.group(match.lastindex) for match in TOKEN.finditer(source)]
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected=None):
        token = self.tokens[self.at]
        if expected not in (None, token):
            raise SyntaxError(f"{token} instead of {expected}")
        self.at += 1
        return token

    def block(self, end=None):
        statements = []
        while self.peek() != end:
            statements.append(self.statement())
        return "block", statements

    def statement(self):
        if self.peek() in ("while", "if"):
            kind = self.take()
            self.take("(")
            condition = self.expression()
            self.take(")")
            self.take("{")
            body = self.block("}")
            self.take("}")
            return kind, condition, body
        name = self.take()
        self.take("=")
        value = self.expression()
        self.take(";")
        return "set", name, value

    def expression(self, least=1):
        left = self.atom()
        while PRECEDENCE.get(self.peek(), 0) >= least:
            operator = self.take()
            left = operator, left, self.expression(PRECEDENCE[operator] + 1)
        return left

    def atom(self):
        token = self.take()
        if token == "(":
            inner = self.expression()
            self.take(")")
            return inner
        return ("number", int(token)) if token.isdigit() else ("name", token)


OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
}


def evaluate(node, names):
    match node:
        case ("number", value):
            return value
        case ("name", name):
            return names[name]
        case ("set", name, value):
            names[name] = evaluate(value, names)
        case ("block", statements):
            for statement in statements:
                evaluate(statement, names)
        case ("while", condition, body):
            while evaluate(condition, names):
                evaluate(body, names)
        case ("if", condition, body):
            if evaluate(condition, names):
                evaluate(body, names)
        case (operator, left, right):
            return OPERATORS[operator](evaluate(left, names), evaluate(right, names))


def run(limit):
    tree = Parser(SOURCE).block()
    names = {"LIMIT": limit}
    evaluate(tree, names)
    return names["total"], names["i"], len(repr(tree))


FULL = 900, (77486, 901, 595)
SMALL = 20, (105, 21, 595)
