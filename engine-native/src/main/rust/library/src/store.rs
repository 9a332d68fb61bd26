// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0

//! The engine with its one module, and instances of it.

use crate::memory::Mapping;
use crate::settings::{self, MEMORY_GUARD, MEMORY_RESERVATION};
use std::cell::{Cell, UnsafeCell};
use std::fmt;
use std::mem::MaybeUninit;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::Arc;
use wasmtime::{
    AsContextMut, Caller, ExternType, Global, Instance, InstancePre, LinearMemory, Linker, Memory, MemoryCreator,
    MemoryType, Module, ResourceLimiter, Result, StoreContextMut, Trap, UpdateDeadline, Val, ValRaw, ValType,
};

/// The most parameters of a host function or an export.
pub const MAXIMUM_SLOTS: usize = 16;

/// The most of a thread's stack that a guest's functions may take.
pub const WASM_STACK: usize = 8 << 20;

/// What a thread must have left for a call: with less, a guest's endless recursion would meet the JVM's guard pages before
/// it is a trap, and that ends the JVM. Host functions run on the rest.
pub const STACK_NEEDED: usize = WASM_STACK + (4 << 20);

/// What the library calls of Java. Neither may unwind.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Upcalls {
    /// A host function of that number, whose arguments are in the store's slots. Negative to stop; else the low 32 bits are the
    /// result.
    pub host: extern "C" fn(id: i64, function: i64) -> i64,
    /// Attention was requested. Negative to stop.
    pub attend: extern "C" fn(id: i64) -> i64,
}

/// How a call ended, as Java knows it.
#[derive(Clone, Copy)]
#[repr(i64)]
pub enum Outcome {
    Returned = 0,
    /// An upcall wanted it.
    Stopped = 1,
    Unreachable = 2,
    MemoryOutOfBounds = 3,
    StackOverflow = 4,
    OtherTrap = 5,
    /// Nothing was called.
    Failed = 6,
}

#[derive(Debug)]
struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped by the host")
    }
}

impl std::error::Error for Stopped {}

thread_local! {
    /// The memory of the instance that this thread is making.
    static NEXT: Cell<Option<Arc<Mapping>>> = const { Cell::new(None) };
    /// The least address of this thread's stack.
    static STACK_END: Cell<usize> = const { Cell::new(0) };
}

struct Creator;

unsafe impl MemoryCreator for Creator {
    fn new_memory(
        &self,
        _: MemoryType,
        minimum: usize,
        _: Option<usize>,
        reserved: Option<usize>,
        guard: usize,
    ) -> Result<Box<dyn LinearMemory>, String> {
        let mapping = NEXT.take().ok_or("a memory that nobody has prepared")?;
        if minimum > mapping.size() || reserved != Some(MEMORY_RESERVATION) || guard > MEMORY_GUARD {
            return Err(format!(
                "another memory than this module's: {minimum}, {reserved:?}, {guard}"
            ));
        }
        Ok(Box::new(Shared(mapping)))
    }
}

struct Shared(Arc<Mapping>);

unsafe impl LinearMemory for Shared {
    fn byte_size(&self) -> usize {
        self.0.size()
    }

    fn byte_capacity(&self) -> usize {
        MEMORY_RESERVATION
    }

    fn grow_to(&mut self, size: usize) -> Result<()> {
        Ok(self.0.grow_to(size)?)
    }

    fn as_ptr(&self) -> *mut u8 {
        self.0.base()
    }
}

pub struct Engine {
    engine: wasmtime::Engine,
    instance: InstancePre<Data>,
    imports: String,
    upcalls: Upcalls,
}

impl Engine {
    pub fn open(path: &str, upcalls: Upcalls) -> Result<Engine> {
        let mut config = settings::config();
        // Nothing is asynchronous, but the one must not be larger than the other.
        config
            .max_wasm_stack(WASM_STACK)
            .async_stack_size(WASM_STACK)
            .with_host_memory(Arc::new(Creator));
        let engine = wasmtime::Engine::new(&config)?;
        // Safe as far as Java has compared the file's hash with that of the build.
        let module = unsafe { Module::deserialize_file(&engine, Path::new(path))? };
        let mut linker = Linker::new(&engine);
        let mut imports = String::new();
        for (number, import) in module.imports().enumerate() {
            let ExternType::Func(ty) = import.ty() else {
                wasmtime::bail!("imports something else than functions: {}", import.name());
            };
            let wide = ty.params().map(|each| is_wide(&each)).collect::<Result<Vec<bool>>>()?;
            let results = ty.results().collect::<Vec<ValType>>();
            let returns = match results.as_slice() {
                [] => false,
                [ValType::I32] => true,
                _ => wasmtime::bail!("returns something else than a 32-bit number: {}", import.name()),
            };
            if wide.len() > MAXIMUM_SLOTS {
                wasmtime::bail!("too many parameters: {}", import.name());
            }
            imports.push_str(import.module());
            imports.push('\t');
            imports.push_str(import.name());
            imports.push('\t');
            imports.extend(wide.iter().map(|wide| if *wide { 'l' } else { 'i' }));
            imports.push_str(if returns { "\ti\n" } else { "\t\n" });
            let function = move |mut caller: Caller<'_, Data>, values: &mut [MaybeUninit<ValRaw>]| {
                let data = caller.data();
                for (i, wide) in wide.iter().enumerate() {
                    let value = unsafe { values[i].assume_init() };
                    let slot = if *wide {
                        value.get_i64()
                    } else {
                        i64::from(value.get_i32())
                    };
                    unsafe { data.slots.add(i).write(slot) };
                }
                let result = (upcalls.host)(data.id, number as i64);
                if result < 0 {
                    return Err(wasmtime::Error::new(Stopped));
                }
                follow(caller.as_context_mut())?;
                if returns {
                    values[0].write(ValRaw::i32(result as i32));
                }
                Ok(())
            };
            unsafe { linker.func_new_unchecked(import.module(), import.name(), ty, function)? };
        }
        let instance = linker.instantiate_pre(&module)?;
        Ok(Engine {
            engine,
            instance,
            imports,
            upcalls,
        })
    }

    pub fn imports(&self) -> &str {
        &self.imports
    }

    pub fn tick(&self) {
        self.engine.increment_epoch();
    }
}

fn is_wide(ty: &ValType) -> Result<bool> {
    match ty {
        ValType::I32 => Ok(false),
        ValType::I64 => Ok(true),
        _ => wasmtime::bail!("a parameter that is no integer"),
    }
}

struct Data {
    id: i64,
    upcalls: Upcalls,
    slots: *mut i64,
    mapping: Arc<Mapping>,
    memory: Option<Memory>,
    /// The memory's size as this instance knows it, or less.
    known: usize,
}

unsafe impl Send for Data {}
unsafe impl Sync for Data {}

impl ResourceLimiter for Data {
    fn memory_growing(&mut self, _: usize, desired: usize, maximum: Option<usize>) -> Result<bool> {
        Ok(self
            .mapping
            .allows(maximum.map_or(desired, |most| if desired > most { usize::MAX } else { desired })))
    }

    fn memory_grow_failed(&mut self, _: wasmtime::Error) -> Result<()> {
        self.mapping.refuse();
        Ok(())
    }

    fn table_growing(&mut self, current: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(current == 0)
    }
}

/// Has this instance know what others of the same memory have grown it to.
fn follow(mut context: StoreContextMut<'_, Data>) -> Result<()> {
    let size = context.data().mapping.size();
    if size != context.data().known {
        if let Some(memory) = context.data().memory {
            memory.grow(&mut context, 0)?;
        }
        context.data_mut().known = size;
    }
    Ok(())
}

fn attend(mut context: StoreContextMut<'_, Data>) -> Result<UpdateDeadline> {
    if context.data().mapping.control.attention.swap(0, SeqCst) != 0 {
        let data = context.data();
        if (data.upcalls.attend)(data.id) < 0 {
            return Err(wasmtime::Error::new(Stopped));
        }
        follow(context.as_context_mut())?;
    }
    Ok(UpdateDeadline::Continue(1))
}

/// An instance. Calls are for one thread at a time: another one is refused.
pub struct Store {
    busy: AtomicBool,
    inner: UnsafeCell<Inner>,
    slots: Box<UnsafeCell<[i64; MAXIMUM_SLOTS]>>,
}

struct Inner {
    store: wasmtime::Store<Data>,
    instance: Instance,
    stack_pointer: Global,
    /// The stack that the next call is to begin on, if it is another one than that of the call before.
    next_stack: Option<(u32, u32)>,
    stack_end: u32,
}

/// A function that is refused its frame has left the stack pointer where its caller's is: not farther from the end than this.
const LARGEST_FRAME: i64 = 64 << 10;

struct Entered<'a>(&'a Store);

impl Entered<'_> {
    #[allow(clippy::mut_from_ref)]
    fn inner(&self) -> &mut Inner {
        unsafe { &mut *self.0.inner.get() }
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.busy.store(false, SeqCst);
    }
}

impl Store {
    pub fn new(engine: &Engine, mapping: Arc<Mapping>, id: i64) -> Result<Store> {
        let slots = Box::new(UnsafeCell::new([0; MAXIMUM_SLOTS]));
        let data = Data {
            id,
            upcalls: engine.upcalls,
            slots: slots.get().cast(),
            known: mapping.size(),
            mapping: mapping.clone(),
            memory: None,
        };
        let mut store = wasmtime::Store::new(&engine.engine, data);
        store.limiter(|data| data);
        store.epoch_deadline_callback(attend);
        NEXT.set(Some(mapping));
        let made = engine.instance.instantiate(&mut store);
        NEXT.set(None);
        let instance = made?;
        store.data_mut().memory = instance.get_memory(&mut store, "memory");
        if store.data().memory.is_none() {
            wasmtime::bail!("exports no memory");
        }
        let Some(stack_pointer) = instance.get_global(&mut store, "__stack_pointer") else {
            wasmtime::bail!("exports no stack pointer");
        };
        let inner = UnsafeCell::new(Inner {
            store,
            instance,
            stack_pointer,
            next_stack: None,
            stack_end: 0,
        });
        Ok(Store {
            busy: AtomicBool::new(false),
            inner,
            slots,
        })
    }

    fn enter(&self) -> Result<Entered<'_>> {
        if self.busy.swap(true, SeqCst) {
            // Its stack's limit is that of the thread that is in it.
            wasmtime::bail!("the instance is in use by another call");
        }
        Ok(Entered(self))
    }

    /// Whether no call runs. If so, none will.
    pub fn retire(&self) -> bool {
        !self.busy.swap(true, SeqCst)
    }

    pub fn slots(&self) -> *mut i64 {
        self.slots.get().cast()
    }

    /// Has the next call begin on that stack.
    pub fn set_stack(&self, pointer: u32, end: u32) -> Result<()> {
        self.enter()?.inner().next_stack = Some((pointer, end));
        Ok(())
    }

    pub fn call(&self, name: &str, arguments: usize) -> (Outcome, Option<String>) {
        let entered = match self.enter() {
            Ok(entered) => entered,
            Err(error) => return (Outcome::Failed, Some(format!("{error:#}"))),
        };
        let inner = entered.inner();
        let Err(error) = self.try_call(inner, name, arguments) else {
            return (Outcome::Returned, None);
        };
        if error.is::<Stopped>() {
            return (Outcome::Stopped, None);
        }
        let Some(trap) = error.downcast_ref::<Trap>() else {
            return (Outcome::Failed, Some(format!("{error:#}")));
        };
        let outcome = match trap {
            Trap::UnreachableCodeReached if inner.is_at_stack_end() => Outcome::StackOverflow,
            Trap::UnreachableCodeReached => Outcome::Unreachable,
            Trap::MemoryOutOfBounds => Outcome::MemoryOutOfBounds,
            Trap::StackOverflow => Outcome::StackOverflow,
            _ => Outcome::OtherTrap,
        };
        (outcome, Some(trap.to_string()))
    }

    fn try_call(&self, inner: &mut Inner, name: &str, arguments: usize) -> Result<()> {
        require_stack()?;
        inner.begin_stack()?;
        let Inner { store, instance, .. } = inner;
        let Some(function) = instance.get_func(&mut *store, name) else {
            wasmtime::bail!("no exported function {name}");
        };
        let ty = function.ty(&*store);
        if ty.params().len() != arguments || arguments > MAXIMUM_SLOTS || ty.results().len() > 1 {
            wasmtime::bail!("{name} is another function");
        }
        let slots = self.slots();
        let mut values = [const { Val::I32(0) }; MAXIMUM_SLOTS];
        for (i, each) in ty.params().enumerate() {
            let slot = unsafe { slots.add(i).read() };
            values[i] = if is_wide(&each)? {
                Val::I64(slot & 0xFFFF_FFFF)
            } else {
                Val::I32(slot as i32)
            };
        }
        follow(store.as_context_mut())?;
        // At its first check, a call looks whether attention was requested before it began.
        store.set_epoch_deadline(0);
        let mut result = [Val::I32(0)];
        function.call(&mut *store, &values[..arguments], &mut result[..ty.results().len()])?;
        let result = match result[0] {
            Val::I32(result) => i64::from(result),
            Val::I64(result) => i64::from(result as i32),
            _ => 0,
        };
        unsafe {
            slots.write(result);
            slots.add(1).write(inner.stack_pointer());
        }
        Ok(())
    }
}

impl Inner {
    fn begin_stack(&mut self) -> Result<()> {
        let Some((pointer, end)) = self.next_stack.take() else {
            return Ok(());
        };
        let Inner {
            store,
            instance,
            stack_pointer,
            ..
        } = self;
        let value = match stack_pointer.get(&mut *store) {
            Val::I32(_) => |address: u32| Val::I32(address as i32),
            _ => |address: u32| Val::I64(i64::from(address)),
        };
        stack_pointer.set(&mut *store, value(pointer))?;
        if let Some(limits) = instance.get_func(&mut *store, "__set_stack_limits") {
            store.set_epoch_deadline(1 << 32);
            limits.call(&mut *store, &[value(pointer), value(end)], &mut [])?;
        }
        self.stack_end = end;
        Ok(())
    }

    fn stack_pointer(&mut self) -> i64 {
        match self.stack_pointer.get(&mut self.store) {
            Val::I32(pointer) => i64::from(pointer as u32),
            Val::I64(pointer) => pointer,
            _ => -1,
        }
    }

    fn is_at_stack_end(&mut self) -> bool {
        self.stack_pointer() - i64::from(self.stack_end) < LARGEST_FRAME
    }
}

/// Refuses a thread whose stack is too small, in words instead of with the JVM's end.
fn require_stack() -> Result<()> {
    let marker = 0u8;
    let end = STACK_END.get();
    let end = if end == 0 { stack_end()? } else { end };
    STACK_END.set(end);
    let left = (&raw const marker as usize).saturating_sub(end);
    if left < STACK_NEEDED {
        wasmtime::bail!(
            "the thread has {} KiB of stack left, and a call needs {} KiB",
            left >> 10,
            STACK_NEEDED >> 10
        );
    }
    Ok(())
}

fn stack_end() -> Result<usize> {
    unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        let (mut end, mut size) = (std::ptr::null_mut(), 0);
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) != 0 {
            wasmtime::bail!("the thread's stack is not known");
        }
        let got = libc::pthread_attr_getstack(&attributes, &mut end, &mut size);
        libc::pthread_attr_destroy(&mut attributes);
        if got != 0 {
            wasmtime::bail!("the thread's stack is not known");
        }
        Ok(end as usize)
    }
}
