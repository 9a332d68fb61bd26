/* The evaluation loop's side of split_protocol.h: included inside `switch (opcode)`, in the place of the opcodes of
   generated_cases.c.h. Hand-written.

   What each label of the loop reads, and where it comes from:

       start_frame       frame                                  reloaded below
       resume_frame      frame, next_instr                      reloaded below, handed over
       error             frame, next_instr, stack_pointer       see below, handed over, returned
       exception_unwind  frame, next_instr, stack_pointer       see below, handed over, returned
       dispatch_opcode   all                                    see below, handed over, returned

   `frame`: everywhere between two instructions the local equals tstate->current_frame. It does so on entry; both are
   assigned together and in no other way, in the loop and in the opcodes (split_eval_loop.py refuses any other form);
   and whatever else runs in between, nested evaluations and generators, puts tstate->current_frame back. So a reload
   is right after any opcode, and needed only after one that assigns `frame`: those go to `frame_may_differ`. */

/* A declaration that the switch jumps over is reported as code that is never executed. */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunreachable-code"
            uint64_t outcome;
#pragma clang diagnostic pop

#include "split_cases.h"

        frame_may_differ:
            frame = tstate->current_frame;
        op_done:
            next_instr = (_Py_CODEUNIT *)(uintptr_t)(uint32_t)outcome;
            stack_pointer = (stack_item *)(uintptr_t)(uint32_t)(outcome >> 32);
            if ((uint32_t)outcome >= LOWEST_CODE_ADDRESS) {
                DISPATCH();
            }
            int continuation = (int)(uint32_t)outcome;
            next_instr = handed_over.next_instr;
            switch (continuation) {
                case CONTINUE_AT_START_FRAME:
                    frame = tstate->current_frame;
                    goto start_frame;
#if PY_VERSION_HEX < 0x030E0000
                case CONTINUE_AT_RESUME_FRAME:
                    frame = tstate->current_frame;
                    goto resume_frame;
#endif
                case CONTINUE_AT_ERROR:
                    goto error;
                case CONTINUE_AT_EXCEPTION_UNWIND:
                    goto exception_unwind;
                case CONTINUE_AT_DISPATCH_OPCODE:
                    opcode = handed_over.opcode;
                    oparg = handed_over.oparg;
                    goto dispatch_opcode;
                case CONTINUE_AT_RETURN:
                    return (PyObject *)stack_pointer;
                default:
                    __builtin_trap();
            }
