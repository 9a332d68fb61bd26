"""Prints expressions that depend on the sizes of pointers and integers, on hashes or on an object's layout, each with its value."""

import array
import collections
import datetime
import decimal
import fractions
import functools
import itertools
import json
import marshal
import math
import operator
import pickle
import random
import re
import struct
import sys
import types
import uuid
import zlib
from collections import Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple
from datetime import date, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntFlag
from fractions import Fraction


class Plain:
    def __init__(self):
        self.x = 1
        self.y = 2


class Slots:
    __slots__ = ("a", "b", "c")


class Color(Enum):
    RED = 1
    BLUE = 2


class Flags(IntFlag):
    A = 1
    B = 2


Point = namedtuple("Point", "x y")


def generate():
    yield 1


def function(a, b=2, *c, d=3, **e):
    return a


INTEGERS = sorted(
    {sign * (1 << bits) + delta for bits in (0, 7, 8, 15, 16, 29, 30, 31, 32, 33, 59, 60, 61, 62, 63, 64, 65, 90, 127, 200, 1000)
     for delta in (-2, -1, 0, 1, 2) for sign in (1, -1)}
)
FLOATS = [0.0, -0.0, 0.1, 1.5, -2.5, 1e10, 2.0**31, 2.0**61, 2.0**63, 1e300, 5e-324, 1e-7, math.pi, math.inf, -math.inf]
TEXTS = ["", "a", "ab", "hello", "hello world", "x" * 100, "ä", "ä" * 50, "€", "€uro", "\U0001f600", "a\0b", "key", "__init__"]
STRUCT_CODES = "cbB?hHiIlLqQnNefdspP"
ARRAY_CODES = "bBhHiIlLqQfd"

EXPRESSIONS = []


def add(*texts):
    EXPRESSIONS.extend(texts)


def over(template, values):
    add(*(template.format(value) for value in values))


add("sys.maxsize", "sys.hash_info", "sys.int_info", "sys.float_info", "sys.maxunicode", "sys.byteorder", "sys.getrecursionlimit()",
    "sys.int_info.bits_per_digit", "sys.maxsize.bit_length()", "sys.maxsize + 1", "sys.maxsize // 1000", "-sys.maxsize - 1",
    "decimal.MAX_PREC", "decimal.MAX_EMAX", "decimal.MIN_ETINY", "decimal.HAVE_CONTEXTVAR", "re._compiler.MAXREPEAT",
    "array.typecodes", "datetime.MAXYEAR", "timedelta.max", "marshal.version", "object.__basicsize__", "struct.calcsize('P') * 8")
over("hash({})", INTEGERS)
over("hash({!r})", FLOATS[:-2])
add("hash(math.inf)", "hash(-math.inf)", "hash(complex(1, 2))", "hash(complex(-1.5, 1e300))", "hash(None)", "hash(True)")
over("hash({!r})", TEXTS)
over("hash({!r})", [text.encode() for text in TEXTS])
over("hash(({!r},))", INTEGERS[::3] + TEXTS)
over("hash((1, {!r}, ('a', 2.5)))", INTEGERS[::5] + FLOATS[:-2])
over("hash(frozenset(({0!r}, 1, 'a')))", INTEGERS[::4] + TEXTS)
over("hash(Fraction({}, 7))", INTEGERS[::3])
over("hash(Decimal({!r}))", ["0", "1.1", "1e50", "-3.25", "1e-20", "123456789012345678901234567890"])
over("hash(range({}))", INTEGERS[::4])
over("hash({})", [
    "date(2024, 2, 29)", "time(12, 30)", "timedelta(1, 2, 3)", "datetime.datetime(2024, 1, 1)", "Point(1, 2)", "slice(1, 2)",
    "Color.RED.name", "Flags.A", "uuid.UUID(int=2**100)", "timezone.utc", "memoryview(b'abc')",
])
over("sys.getsizeof({})", INTEGERS)
over("sys.getsizeof({!r})", TEXTS)
over("sys.getsizeof({!r})", [text.encode() for text in TEXTS])
over("sys.getsizeof([0] * {})", range(40))
over("sys.getsizeof(list(range({})))", range(40))
over("sys.getsizeof((0,) * {})", range(20))
over("sys.getsizeof(dict.fromkeys(range({})))", [*range(30), 85, 86, 170, 171, 1000, 10000])
over("sys.getsizeof({{str(i): i for i in range({})}})", [*range(20), 100, 1000])
over("sys.getsizeof(set(range({})))", [*range(30), 100, 1000])
over("sys.getsizeof(deque(range({})))", [*range(0, 200, 16)])
over("sys.getsizeof('x' * {})", range(0, 100, 7))
over("sys.getsizeof('€' * {})", range(0, 100, 7))
over("sys.getsizeof(bytearray({}))", range(0, 100, 7))
over("sys.getsizeof({})", """
    1.5;1j;None;True;Ellipsis;NotImplemented;range(3);slice(1, 2);Plain();Plain().__dict__;Slots();object();generate();generate;function
    Plain;Slots;type;(lambda: 1);len;[].append;iter([]);iter({});iter(());iter(set());sys;re.compile('a+b');re.match('a', 'a');Counter('abc')
    OrderedDict(a=1);defaultdict(int);date(2024, 1, 1);time(1);timedelta(1);datetime.datetime(2024, 1, 1);Decimal('1.5');Decimal(10**50)
    memoryview(b'abc');Exception('x');ValueError('x');OSError(1, 'x');random.Random(1);zip();map(len, []);filter(None, []);enumerate([])
    reversed([]);property();classmethod(len);staticmethod(len);generate.__code__;function.__code__;Point(1, 2);Color.RED;Fraction(1, 2)
    itertools.count();itertools.chain();itertools.product([1], [2]);itertools.permutations(range(3));itertools.groupby([]);functools.partial(len)
    super(Plain, Plain());struct.Struct('i');UserDict();frozenset(range(10));types.SimpleNamespace(a=1);types.MappingProxyType({})
    {}.keys();{}.values();{}.items();(1).__add__;int.__add__;str.join;dict.fromkeys;Plain.__init__;Plain().__init__;list[int];int | str
    operator.itemgetter(1);operator.attrgetter('a');operator.methodcaller('a');collections.ChainMap();array.array('b');array.array('d', [1])
    """.strip().replace("\n    ", ";").split(";"))
add(*(f"{name}.{size}" for size in ("__basicsize__", "__itemsize__", "__dictoffset__", "__weakrefoffset__") for name in (
    "int float complex str bytes bytearray list tuple dict set frozenset object type range slice property staticmethod BaseException OSError "
    "StopIteration memoryview enumerate zip map filter super Plain Slots Color deque defaultdict OrderedDict date datetime.datetime "
    "timedelta Decimal array.array random.Random types.FunctionType types.CodeType types.ModuleType types.GeneratorType types.FrameType "
    "types.MethodType types.BuiltinFunctionType types.CellType struct.Struct re.Pattern functools.partial itertools.chain").split()))
over("list({{{0}, 7, 2**33, 'x', -5, 2.5}})", INTEGERS[::2])
over("list({{{0!r}, 'b', 'a', 'd', 'c', 'xyz', 'q'}})", TEXTS)
over("list(set(range(0, {0} * 37, 37)))", range(1, 40))
over("list({{str(i) for i in range({})}})", range(1, 40))
over("list({{i * 2**40 for i in range({})}})", range(1, 30))
over("list({{(i, str(i)) for i in range({})}})", range(1, 30))
over("list({{Fraction(i, 7) for i in range({})}})", range(1, 20))
over("list({{i / 3 for i in range({})}})", range(1, 30))
over("list({{b'%d' % i for i in range({})}} | {{'z', None.__class__.__name__}})", range(1, 20))
over("struct.calcsize('{}')", [*STRUCT_CODES, "bP", "cl", "iq", "bn", "3sP", "Pb", "@bl0q", "=lq", "<lq", ">lqh", "hhl", "0P"])
over("struct.pack('{}', 1)", "bBhHiIlLqQnNP")
over("struct.pack('l', {})", INTEGERS)
over("struct.pack('n', {})", INTEGERS[::2])
over("struct.pack('P', {})", INTEGERS[::2])
over("struct.unpack('L', struct.pack('L', {}))", INTEGERS[::2])
over("struct.pack('q', {})", INTEGERS[::3])
over("array.array('{}').itemsize", ARRAY_CODES)
over("array.array('l', [{}]).tobytes()", INTEGERS)
over("array.array('L', [{}]).tolist()", INTEGERS[::2])
over("sys.getsizeof(array.array('l', range({})))", range(0, 60, 5))
over("memoryview(array.array('{}', [1, 2])).nbytes", ARRAY_CODES)
over("len(range({}))", INTEGERS)
over("len(range(0, {}, 3))", INTEGERS[::2])
over("range({})[-1]", INTEGERS[::2])
over("range(10**12)[{}]", INTEGERS[::2])
over("range({0}).__reduce__()", INTEGERS[::4])
over("5 in range({})", INTEGERS[::4])
over("slice(None, None, -1).indices({})", INTEGERS[::2])
over("slice({}, None, 7).indices(100)", INTEGERS[::2])
over("'abc'[{}:]", INTEGERS[::2])
over("[1, 2, 3][:{}]", INTEGERS[::2])
over("[1][{}]", INTEGERS)
over("[] * {}", INTEGERS[::3])
over("'' * {}", INTEGERS[::3])
over("[0] * {}", [number for number in INTEGERS if abs(number) < 1000 or abs(number) > 2**40][::3])
over("'x' * {}", [number for number in INTEGERS if abs(number) < 1000 or abs(number) > 2**40][::3])
over("len(b'x' * {})", [number for number in INTEGERS if abs(number) < 1000 or abs(number) > 2**40][::3])
over("bytes({})", [number for number in INTEGERS if abs(number) < 300 or abs(number) > 2**40][::3])
over("operator.index({})", INTEGERS[::9])
over("operator.length_hint([], {})", INTEGERS[::3])
over("itertools.repeat(1, {})", INTEGERS[::3])
over("list(itertools.islice(range(10), {}, None))", INTEGERS[::3])
over("deque(maxlen={})", INTEGERS[::3])
over("'abc'.find('c', {})", INTEGERS[::3])
over("'abc'.ljust({})", [number for number in INTEGERS if abs(number) < 300 or abs(number) > 2**40][::3])
over("(1).to_bytes({})", [number for number in INTEGERS if abs(number) < 300 or abs(number) > 2**62][::3])
over("chr({})", INTEGERS[::3])
over("1 << {}", [number for number in INTEGERS if number < 300 or number > 2**40][::2])
over("1 >> {}", INTEGERS[::3])
over("round(12345.678, {})", INTEGERS[::4])
over("math.factorial({})", [*range(0, 30, 5), -1, 2**63, 2**64])
over("math.comb({}, 3)", INTEGERS[::6])
over("math.isqrt({})", INTEGERS[::4])
over("math.ldexp(1.0, {})", INTEGERS[::4])
over("math.log({})", [number for number in INTEGERS if number > 0][::3])
over("divmod({}, 10**9 + 7)", INTEGERS[::2])
over("pow(3, abs({}) % 1000, 2**89 - 1)", INTEGERS[::4])
over("({}).bit_count()", INTEGERS[::4])
over("hex({})", INTEGERS[::6])
over("float({})", INTEGERS[::5])
over("int({!r})", FLOATS)
over("repr({!r})", FLOATS[:-2])
over("format({!r}, '.20g')", FLOATS[:-2])
over("({!r}).hex()", FLOATS[:-2])
over("pickle.dumps({})", INTEGERS[::5])
over("marshal.dumps({})", INTEGERS[::5])
over("json.dumps({})", INTEGERS[::9])
over("datetime.datetime.fromtimestamp({}, datetime.UTC)", [number for number in INTEGERS if abs(number) < 2**34])
over("timedelta(seconds={})", INTEGERS[::4])
over("Decimal({}) / 7", INTEGERS[::5])
over("decimal.Context(prec={})", INTEGERS[::4])
over("random.Random({}).getrandbits(70)", INTEGERS[::5])
over("random.Random({!r}).random()", TEXTS)
over("random.Random(5).sample(range({}), 2)", [number for number in INTEGERS if number > 10][::3])
over("zlib.crc32({!r}.encode())", TEXTS)
over("re.compile('a{{{}}}').pattern", [number for number in INTEGERS if number > 0][::6])
over("'%.{}f' % 1.5", [0, 3, 20, 2**31, 2**63, 2**64])
over("'%{}d' % 5", [0, 3, 20, 2**63, 2**64])
over("format(5, '{}d')", [1, 3, 20, 2**63, 2**64])
over("sys.intern('{0}') is sys.intern('{0}')", ["a", "b c"])
add("eval('(' * 100 + ')' * 100)", "eval('(' * 190 + ')' * 190)", "eval('(' * 250 + ')' * 250)", "len(repr(eval('[' * 90 + ']' * 90)))",
    "eval('-' * 50 + '1')", "eval('+'.join(['1'] * 2000))", "eval('not ' * 1000 + '1')", "json.loads('[' * 100000 + ']' * 100000)")
over("marshal.loads(marshal.dumps(functools.reduce(lambda inner, _: [inner], range({}), []))) == None", [10, 1400, 1600, 1900, 2100])


def value_of(text):
    try:
        return "= " + repr(eval(text))
    except Exception as error:
        return f"! {type(error).__name__}: {error}"


for text in EXPRESSIONS:
    value = value_of(text)
    print(text, value if len(value) < 2000 else f"~ {zlib.crc32(value.encode())}")
