// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0

//! What Java calls of wasmtime, and no more. No function unwinds into Java: a panic is an error, like any other.
//!
//! Pointers that Java passes are those that it got here, or of its own segments, with their lengths. It frees each once,
//! after everything that was made of it.

mod memory;
#[path = "../../settings.rs"]
mod settings;
mod store;

use memory::{Control, Mapping, Snapshot, Way};
use std::any::Any;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Arc;
use store::{Engine, Outcome, Store, Upcalls};

/// Changes with any change of what is declared here: Java refuses a library of another number.
const INTERFACE: i64 = 1;

/// What Java has to know, by number.
const CONSTANTS: [i64; 12] = [
    INTERFACE,
    settings::MEMORY_RESERVATION as i64,
    memory::WASM_PAGE as i64,
    std::mem::size_of::<Control>() as i64,
    std::mem::offset_of!(Control, base) as i64,
    std::mem::offset_of!(Control, size) as i64,
    std::mem::offset_of!(Control, refusals) as i64,
    std::mem::offset_of!(Control, attention) as i64,
    store::MAXIMUM_SLOTS as i64,
    store::WASM_STACK as i64,
    store::STACK_NEEDED as i64,
    usize::BITS as i64,
];

/// Where an error's text goes.
#[repr(C)]
pub struct ErrorText {
    len: u64,
    text: [u8; ErrorText::CAPACITY],
}

impl ErrorText {
    const CAPACITY: usize = 1016;

    fn set(&mut self, text: &str) {
        let len = text.len().min(Self::CAPACITY);
        self.text[..len].copy_from_slice(&text.as_bytes()[..len]);
        self.len = len as u64;
    }
}

fn panic_text(panic: Box<dyn Any + Send>) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(panic.downcast_ref::<&str>().copied());
    format!("panic: {}", text.unwrap_or("unknown"))
}

/// Runs `body`, whose failures become `failed` and a text.
fn guarded<R>(error: *mut ErrorText, failed: R, body: impl FnOnce() -> Result<R, String>) -> R {
    let text = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(result)) => return result,
        Ok(Err(text)) => text,
        Err(panic) => panic_text(panic),
    };
    if let Some(error) = unsafe { error.as_mut() } {
        error.set(&text);
    }
    failed
}

unsafe fn slice<'a>(address: *const u8, len: usize) -> &'a [u8] {
    if len == 0 {
        return &[];
    }
    std::slice::from_raw_parts(address, len)
}

unsafe fn text<'a>(address: *const u8, len: usize) -> Result<&'a str, String> {
    std::str::from_utf8(slice(address, len)).map_err(|_| "not UTF-8".to_string())
}

fn words(error: impl std::fmt::Display) -> String {
    format!("{error:#}")
}

/// The constant of that number; -1 if there is none.
#[no_mangle]
pub extern "C" fn agent_core_constant(number: i64) -> i64 {
    usize::try_from(number)
        .ok()
        .and_then(|i| CONSTANTS.get(i).copied())
        .unwrap_or(-1)
}

/// Loads a compiled module from a file, which must have been checked: it is native code. Null after an error.
#[no_mangle]
pub unsafe extern "C" fn agent_core_engine_open(
    path: *const u8,
    len: usize,
    upcalls: Upcalls,
    error: *mut ErrorText,
) -> *mut Engine {
    guarded(error, std::ptr::null_mut(), || {
        let engine = Engine::open(text(path, len)?, upcalls).map_err(words)?;
        Ok(Box::into_raw(Box::new(engine)))
    })
}

#[no_mangle]
pub unsafe extern "C" fn agent_core_engine_free(engine: *mut Engine) {
    guarded(std::ptr::null_mut(), (), || {
        drop(Box::from_raw(engine));
        Ok(())
    })
}

/// What the module imports, a line each: module, name, types of parameters (`i`, `l`), `i` if it returns a number. Returns the
/// text's length, and writes it if there is room.
#[no_mangle]
pub unsafe extern "C" fn agent_core_engine_imports(engine: *const Engine, out: *mut u8, room: usize) -> i64 {
    guarded(std::ptr::null_mut(), -1, || {
        let text = (*engine).imports();
        if text.len() <= room {
            std::ptr::copy_nonoverlapping(text.as_ptr(), out, text.len());
        }
        Ok(text.len() as i64)
    })
}

/// Has all calls that run look at their control's attention.
#[no_mangle]
pub unsafe extern "C" fn agent_core_engine_tick(engine: *const Engine) {
    (*engine).tick();
}

/// Copies a snapshot. `way`: how written pages are found; negative for the best.
#[no_mangle]
pub unsafe extern "C" fn agent_core_snapshot_new(
    bytes: *const u8,
    len: usize,
    way: i64,
    error: *mut ErrorText,
) -> *mut Arc<Snapshot> {
    guarded(error, std::ptr::null_mut(), || {
        let snapshot = Snapshot::new(slice(bytes, len), Way::of(way)).map_err(words)?;
        Ok(Box::into_raw(Box::new(Arc::new(snapshot))))
    })
}

#[no_mangle]
pub unsafe extern "C" fn agent_core_snapshot_way(snapshot: *const Arc<Snapshot>) -> i64 {
    (&*snapshot).way.code()
}

#[no_mangle]
pub unsafe extern "C" fn agent_core_snapshot_free(snapshot: *mut Arc<Snapshot>) {
    guarded(std::ptr::null_mut(), (), || {
        drop(Box::from_raw(snapshot));
        Ok(())
    })
}

/// A memory in the snapshot's state. Null after an error.
#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_new(
    snapshot: *const Arc<Snapshot>,
    error: *mut ErrorText,
) -> *mut Arc<Mapping> {
    guarded(error, std::ptr::null_mut(), || {
        let mapping = Mapping::new((*snapshot).clone()).map_err(words)?;
        Ok(Box::into_raw(Box::new(Arc::new(mapping))))
    })
}

#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_control(mapping: *const Arc<Mapping>) -> *const Control {
    &(&*mapping).control
}

/// Begins another sandbox, whose memory may have that size.
#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_begin(mapping: *const Arc<Mapping>, limit: u64) {
    (*mapping).begin(limit);
}

/// Grows it for the host. Returns the size before; -1 if it was refused.
#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_grow(mapping: *const Arc<Mapping>, by: u64) -> i64 {
    guarded(std::ptr::null_mut(), -1, || {
        let mapping = &*mapping;
        let before = mapping.size();
        let wanted = before.saturating_add(by as usize);
        if !mapping.allows(wanted) {
            return Ok(-1);
        }
        if mapping.grow_to(wanted).is_err() {
            mapping.refuse();
            return Ok(-1);
        }
        Ok(before as i64)
    })
}

/// Makes it the snapshot again. Returns how many bytes were copied; -1 after an error.
#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_restore(mapping: *const Arc<Mapping>, error: *mut ErrorText) -> i64 {
    guarded(error, -1, || {
        (*mapping).restore().map(|copied| copied as i64).map_err(words)
    })
}

/// Writes what distinguishes it from the snapshot, if there is room, and returns the room that it takes; -1 after an error.
#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_save(
    mapping: *const Arc<Mapping>,
    out: *mut u8,
    room: usize,
    error: *mut ErrorText,
) -> i64 {
    guarded(error, -1, || {
        let out: &mut [u8] = if room == 0 {
            &mut []
        } else {
            std::slice::from_raw_parts_mut(out, room)
        };
        (*mapping).save(out).map(|needed| needed as i64).map_err(words)
    })
}

/// Makes a restored one what another was when it was saved. Returns 0; -1 after an error.
#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_load(
    mapping: *const Arc<Mapping>,
    saved: *const u8,
    len: usize,
    error: *mut ErrorText,
) -> i64 {
    guarded(error, -1, || {
        (*mapping).load(slice(saved, len)).map(|()| 0).map_err(words)
    })
}

#[no_mangle]
pub unsafe extern "C" fn agent_core_mapping_free(mapping: *mut Arc<Mapping>) {
    guarded(std::ptr::null_mut(), (), || {
        drop(Box::from_raw(mapping));
        Ok(())
    })
}

/// An instance over that memory, for one thread at a time; `id` is passed to upcalls. Null after an error.
#[no_mangle]
pub unsafe extern "C" fn agent_core_store_new(
    engine: *const Engine,
    mapping: *const Arc<Mapping>,
    id: i64,
    error: *mut ErrorText,
) -> *mut Store {
    guarded(error, std::ptr::null_mut(), || {
        let store = Store::new(&*engine, (*mapping).clone(), id).map_err(words)?;
        Ok(Box::into_raw(Box::new(store)))
    })
}

/// Where the arguments of calls and host functions are, 64 bits each.
#[no_mangle]
pub unsafe extern "C" fn agent_core_store_slots(store: *const Store) -> *mut i64 {
    (*store).slots()
}

/// Sets the stack that the next call begins on, and its least address. Returns 0; -1 after an error.
#[no_mangle]
pub unsafe extern "C" fn agent_core_store_stack(
    store: *const Store,
    pointer: u32,
    end: u32,
    error: *mut ErrorText,
) -> i64 {
    guarded(error, -1, || {
        (*store).set_stack(pointer, end).map(|()| 0).map_err(words)
    })
}

/// Calls an export with the 32-bit numbers in the slots; the result is in the first one, the
/// stack pointer in the second. Returns how it ended: see `Outcome`.
#[no_mangle]
pub unsafe extern "C" fn agent_core_store_call(
    store: *const Store,
    name: *const u8,
    len: usize,
    arguments: usize,
    error: *mut ErrorText,
) -> i64 {
    guarded(error, Outcome::Failed as i64, || {
        let (outcome, message) = (*store).call(text(name, len)?, arguments);
        if let Some(message) = message {
            (*error).set(&message);
        }
        Ok(outcome as i64)
    })
}

/// Returns 0; -1 if a call of it runs, which does not end it.
#[no_mangle]
pub unsafe extern "C" fn agent_core_store_free(store: *mut Store) -> i64 {
    guarded(std::ptr::null_mut(), -1, || {
        if !(*store).retire() {
            return Ok(-1);
        }
        drop(Box::from_raw(store));
        Ok(0)
    })
}
