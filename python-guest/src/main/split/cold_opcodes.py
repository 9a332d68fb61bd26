"""Which opcodes the main loop calls through a second switch, and why.

Every opcode that the loop's own switch calls costs about 30 bytes of JVM bytecode, and the loop must stay under 8000,
HotSpot's limit. An opcode may be cold if programs seldom spend their time in it, or if it does so much work that a
second switch, some two nanoseconds, does not show. All others are hot: a new opcode is hot until it is put here.
"""

COLD_OPCODES = {
    "executed only while the program is traced, profiled or monitored": """
        INSTRUMENTED_CALL INSTRUMENTED_CALL_FUNCTION_EX INSTRUMENTED_CALL_KW INSTRUMENTED_END_FOR INSTRUMENTED_END_SEND
        INSTRUMENTED_FOR_ITER INSTRUMENTED_INSTRUCTION INSTRUMENTED_JUMP_BACKWARD INSTRUMENTED_JUMP_FORWARD
        INSTRUMENTED_LOAD_SUPER_ATTR INSTRUMENTED_POP_JUMP_IF_FALSE INSTRUMENTED_POP_JUMP_IF_NONE
        INSTRUMENTED_POP_JUMP_IF_NOT_NONE INSTRUMENTED_POP_JUMP_IF_TRUE INSTRUMENTED_RESUME
        INSTRUMENTED_RETURN_VALUE INSTRUMENTED_YIELD_VALUE""",
    "never executed": """
        CACHE ENTER_EXECUTOR RESERVED""",
    "executed once, or once a module, class or function definition": """
        IMPORT_FROM IMPORT_NAME LOAD_BUILD_CLASS LOAD_FROM_DICT_OR_DEREF LOAD_FROM_DICT_OR_GLOBALS LOAD_LOCALS
        MAKE_FUNCTION SETUP_ANNOTATIONS SET_FUNCTION_ATTRIBUTE""",
    "on the way of an exception or a context manager, which costs a hundred times more": """
        CHECK_EG_MATCH CLEANUP_THROW RAISE_VARARGS RERAISE WITH_EXCEPT_START""",
    "around an await, which costs a frame": """
        END_ASYNC_FOR GET_AITER GET_ANEXT GET_AWAITABLE""",
    "calls that build, copy or format a whole object": """
        BUILD_SET CALL_INTRINSIC_1 CALL_INTRINSIC_2 CONVERT_VALUE DICT_MERGE DICT_UPDATE
        FORMAT_WITH_SPEC SET_UPDATE STORE_SLICE UNPACK_EX""",
    "rare in programs": """
        DELETE_ATTR DELETE_DEREF DELETE_FAST DELETE_GLOBAL DELETE_NAME GET_LEN GET_YIELD_FROM_ITER
        LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN LOAD_SUPER_ATTR LOAD_SUPER_ATTR_ATTR MATCH_CLASS MATCH_KEYS MATCH_MAPPING
        MATCH_SEQUENCE UNARY_INVERT""",
}


# Those that only one release has, for the same reasons.
COLD_OPCODES_OF = {
    "3.13": """
        BEFORE_ASYNC_WITH BEFORE_WITH BUILD_CONST_KEY_MAP INSTRUMENTED_RETURN_CONST LOAD_ASSERTION_ERROR""",
    "3.14": """
        BUILD_INTERPOLATION BUILD_TEMPLATE INSTRUMENTED_END_ASYNC_FOR INSTRUMENTED_LINE INSTRUMENTED_NOT_TAKEN
        INSTRUMENTED_POP_ITER JUMP_BACKWARD_JIT LOAD_ATTR_CLASS_WITH_METACLASS_CHECK LOAD_COMMON_CONSTANT LOAD_SPECIAL""",
}


def cold_opcodes(release: str) -> list[str]:
    return [name for names in [*COLD_OPCODES.values(), COLD_OPCODES_OF[release]] for name in names.split()]
