// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0

//! Linear memories: private mappings of a snapshot, which are restored by writing the snapshot over what was written.

use crate::settings::{MEMORY_GUARD, MEMORY_RESERVATION};
use std::io;
use std::ops::Range;
use std::ptr;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};
use std::sync::Arc;

pub const WASM_PAGE: usize = 1 << 16;
const PAGE: usize = 4096;
const RESERVED: usize = MEMORY_RESERVATION + MEMORY_GUARD;

/// What a restored mapping may keep of its own pages: the next run does not fault there, but they take memory.
const KEPT_BYTES: usize = 8 << 20;

/// How the pages that were written are found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// `PAGEMAP_SCAN`, of Linux 6.7.
    Scan,
    /// Reading `/proc/self/pagemap`.
    Pagemap,
    /// Not at all: every page is dropped, and comes from the snapshot again.
    Whole,
}

impl Way {
    pub fn of(code: i64) -> Option<Way> {
        match code {
            0 => Some(Way::Scan),
            1 => Some(Way::Pagemap),
            2 => Some(Way::Whole),
            _ => None,
        }
    }

    pub fn code(self) -> i64 {
        self as i64
    }
}

/// An immutable file in memory, and a view of it.
pub struct Snapshot {
    file: i32,
    view: *mut u8,
    len: usize,
    pagemap: i32,
    pub way: Way,
}

unsafe impl Send for Snapshot {}
unsafe impl Sync for Snapshot {}

impl Snapshot {
    /// Of whole WebAssembly pages. Takes the best way that works, if none is given.
    pub fn new(bytes: &[u8], way: Option<Way>) -> io::Result<Snapshot> {
        if bytes.is_empty() || bytes.len() % WASM_PAGE != 0 || bytes.len() > MEMORY_RESERVATION {
            return Err(io::Error::other("a snapshot that is not whole pages"));
        }
        unsafe {
            let file = checked(libc::memfd_create(
                c"agent-core-snapshot".as_ptr(),
                libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING,
            ))?;
            let mut snapshot = Snapshot {
                file,
                view: ptr::null_mut(),
                len: bytes.len(),
                pagemap: -1,
                way: Way::Whole,
            };
            checked(libc::ftruncate(file, bytes.len() as i64))?;
            let mut written = 0;
            while written < bytes.len() {
                let n = libc::pwrite(
                    file,
                    bytes[written..].as_ptr().cast(),
                    bytes.len() - written,
                    written as i64,
                );
                if n <= 0 {
                    return Err(io::Error::last_os_error());
                }
                written += n as usize;
            }
            checked(libc::fcntl(
                file,
                libc::F_ADD_SEALS,
                libc::F_SEAL_SHRINK | libc::F_SEAL_GROW | libc::F_SEAL_WRITE | libc::F_SEAL_SEAL,
            ))?;
            let view = libc::mmap(ptr::null_mut(), bytes.len(), libc::PROT_READ, libc::MAP_SHARED, file, 0);
            if view == libc::MAP_FAILED {
                return Err(io::Error::last_os_error());
            }
            snapshot.view = view.cast();
            snapshot.pagemap = libc::open(c"/proc/self/pagemap".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
            let snapshot = snapshot.with_way(way)?;
            Ok(snapshot)
        }
    }

    fn with_way(mut self, wanted: Option<Way>) -> io::Result<Snapshot> {
        let ways = match wanted {
            Some(way) => vec![way],
            None => vec![Way::Scan, Way::Pagemap, Way::Whole],
        };
        for way in ways {
            self.way = way;
            let (tried, works) = probe(self);
            self = tried;
            if works {
                return Ok(self);
            }
        }
        Err(io::Error::other("this way of finding written pages does not work here"))
    }

    pub fn len(&self) -> usize {
        self.len
    }

    fn bytes(&self) -> &[u8] {
        unsafe { std::slice::from_raw_parts(self.view, self.len) }
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        unsafe {
            if !self.view.is_null() {
                libc::munmap(self.view.cast(), self.len);
            }
            libc::close(self.file);
            if self.pagemap >= 0 {
                libc::close(self.pagemap);
            }
        }
    }
}

/// Whether the snapshot's way finds exactly what is written, here and now.
fn probe(snapshot: Snapshot) -> (Snapshot, bool) {
    let shared = Arc::new(snapshot);
    let works = (|| -> io::Result<bool> {
        let mapping = Mapping::new(shared.clone())?;
        mapping.begin(mapping.snapshot.len() as u64);
        let target = mapping.base as *mut u8;
        let last = mapping.snapshot.len() - 1;
        unsafe {
            ptr::read_volatile(target.add(PAGE));
            ptr::write_volatile(target.add(last), !ptr::read_volatile(target.add(last)));
        }
        let found = mapping.written(last + 1)?;
        let as_expected = mapping.snapshot.way == Way::Whole || found == [(last + 1 - PAGE)..(last + 1)];
        mapping.restore()?;
        Ok(as_expected && mapping.bytes(0..last + 1) == mapping.snapshot.bytes())
    })();
    let snapshot = Arc::into_inner(shared).expect("no mapping is left");
    (snapshot, works.unwrap_or(false))
}

/// What Java reads and writes of a mapping; `Control` there.
#[repr(C)]
pub struct Control {
    /// The address of the linear memory.
    pub base: u64,
    /// Its size in bytes.
    pub size: AtomicU64,
    /// How often it could not grow.
    pub refusals: AtomicU32,
    /// Whether the thread that runs the guest is to ask the host what to do.
    pub attention: AtomicU32,
}

/// A linear memory at an address that never changes, of one sandbox at a time. Several instances may have it.
pub struct Mapping {
    pub control: Control,
    base: usize,
    limit: AtomicU64,
    snapshot: Arc<Snapshot>,
}

impl Mapping {
    pub fn new(snapshot: Arc<Snapshot>) -> io::Result<Mapping> {
        unsafe {
            let base = libc::mmap(
                ptr::null_mut(),
                RESERVED,
                libc::PROT_NONE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            );
            if base == libc::MAP_FAILED {
                return Err(io::Error::last_os_error());
            }
            let control = Control {
                base: base as u64,
                size: AtomicU64::new(snapshot.len() as u64),
                refusals: AtomicU32::new(0),
                attention: AtomicU32::new(0),
            };
            let mapping = Mapping {
                control,
                base: base as usize,
                limit: AtomicU64::new(snapshot.len() as u64),
                snapshot,
            };
            let memory = libc::mmap(
                base,
                mapping.snapshot.len(),
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_FIXED,
                mapping.snapshot.file,
                0,
            );
            if memory != base {
                return Err(io::Error::last_os_error());
            }
            Ok(mapping)
        }
    }

    /// For another sandbox.
    pub fn begin(&self, limit: u64) {
        self.limit.store(limit.min(MEMORY_RESERVATION as u64), SeqCst);
        self.control.refusals.store(0, SeqCst);
        self.control.attention.store(0, SeqCst);
    }

    pub fn base(&self) -> *mut u8 {
        self.base as *mut u8
    }

    pub fn size(&self) -> usize {
        self.control.size.load(SeqCst) as usize
    }

    pub fn snapshot_len(&self) -> usize {
        self.snapshot.len()
    }

    /// Whether it may have that size. If not, this counts as a refusal.
    pub fn allows(&self, size: usize) -> bool {
        let allowed = size as u64 <= self.limit.load(SeqCst);
        if !allowed {
            self.refuse();
        }
        allowed
    }

    pub fn refuse(&self) {
        self.control.refusals.fetch_add(1, SeqCst);
    }

    /// Grows it, if it is smaller. Only by the thread that runs the guest.
    pub fn grow_to(&self, size: usize) -> io::Result<()> {
        let before = self.size();
        if size as u64 > self.limit.load(SeqCst) {
            return Err(io::Error::other("over the limit"));
        }
        if size > before {
            unsafe {
                checked(libc::mprotect(
                    (self.base + before) as *mut libc::c_void,
                    size - before,
                    libc::PROT_READ | libc::PROT_WRITE,
                ))?;
            }
            self.control.size.store(size as u64, SeqCst);
        }
        Ok(())
    }

    fn bytes(&self, range: Range<usize>) -> &[u8] {
        assert!(range.start <= range.end && range.end <= self.size());
        unsafe { std::slice::from_raw_parts(self.base().add(range.start), range.len()) }
    }

    /// Makes it as it was. No call of an instance of it may be running. Returns how many bytes were copied.
    pub fn restore(&self) -> io::Result<usize> {
        let (initial, size) = (self.snapshot.len(), self.size());
        let mut copied = 0;
        if self.snapshot.way == Way::Whole {
            self.drop_pages(0..initial)?;
        } else {
            let written = self.written(initial)?;
            copied = written.iter().map(|range| range.len()).sum();
            if copied > KEPT_BYTES {
                self.drop_pages(0..initial)?;
            } else {
                for range in written {
                    let from = &self.snapshot.bytes()[range.clone()];
                    unsafe { ptr::copy_nonoverlapping(from.as_ptr(), self.base().add(range.start), from.len()) };
                }
            }
        }
        if size > initial {
            self.drop_pages(initial..size)?;
            unsafe {
                checked(libc::mprotect(
                    (self.base + initial) as *mut libc::c_void,
                    size - initial,
                    libc::PROT_NONE,
                ))?;
            }
        }
        self.control.size.store(initial as u64, SeqCst);
        self.begin(initial as u64);
        Ok(copied)
    }

    fn drop_pages(&self, range: Range<usize>) -> io::Result<()> {
        let start = (self.base + range.start) as *mut libc::c_void;
        unsafe { checked(libc::madvise(start, range.len(), libc::MADV_DONTNEED)).map(|_| ()) }
    }

    /// The pages below `end` that are this mapping's own, as ranges of addresses: all that was ever written to.
    fn written(&self, end: usize) -> io::Result<Vec<Range<usize>>> {
        match self.snapshot.way {
            Way::Scan => self.scan(end),
            Way::Pagemap => self.read_pagemap(end),
            Way::Whole => Ok(vec![0..end]),
        }
    }

    fn scan(&self, end: usize) -> io::Result<Vec<Range<usize>>> {
        const PAGE_IS_FILE: u64 = 1 << 2;
        const PAGE_IS_PRESENT: u64 = 1 << 3;
        const PAGE_IS_SWAPPED: u64 = 1 << 4;
        const PAGEMAP_SCAN: u64 = 0xC060_6610;
        const REGIONS: usize = 512;
        #[repr(C)]
        #[derive(Clone, Copy)]
        struct Region {
            start: u64,
            end: u64,
            categories: u64,
        }
        let mut regions = [Region {
            start: 0,
            end: 0,
            categories: 0,
        }; REGIONS];
        let (mut from, until) = (self.base as u64, (self.base + end) as u64);
        let mut found: Vec<Range<usize>> = Vec::new();
        while from < until {
            // struct pm_scan_arg: pages that are not the file's, and are somewhere.
            let mut argument: [u64; 12] = [
                96,
                0,
                from,
                until,
                0,
                regions.as_mut_ptr() as u64,
                REGIONS as u64,
                0,
                PAGE_IS_FILE,
                PAGE_IS_FILE,
                PAGE_IS_PRESENT | PAGE_IS_SWAPPED,
                PAGE_IS_PRESENT,
            ];
            let count =
                checked(unsafe { libc::ioctl(self.snapshot.pagemap, PAGEMAP_SCAN as _, argument.as_mut_ptr()) })?;
            for region in &regions[..count as usize] {
                add(
                    &mut found,
                    region.start as usize - self.base..region.end as usize - self.base,
                );
            }
            if argument[4] <= from {
                return Err(io::Error::other("PAGEMAP_SCAN made no progress"));
            }
            from = argument[4];
        }
        Ok(found)
    }

    fn read_pagemap(&self, end: usize) -> io::Result<Vec<Range<usize>>> {
        const FILE: u64 = 1 << 61;
        const SOMEWHERE: u64 = 3 << 62;
        let mut entries = [0u64; 4096];
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut page = 0;
        while page < end / PAGE {
            let count = (end / PAGE - page).min(entries.len());
            let offset = ((self.base / PAGE + page) * 8) as i64;
            let read = unsafe { libc::pread(self.snapshot.pagemap, entries.as_mut_ptr().cast(), count * 8, offset) };
            if read != (count * 8) as isize {
                return Err(io::Error::other("/proc/self/pagemap is too short"));
            }
            for (i, entry) in entries[..count].iter().enumerate() {
                if entry & SOMEWHERE != 0 && entry & FILE == 0 {
                    add(&mut found, (page + i) * PAGE..(page + i + 1) * PAGE);
                }
            }
            page += count;
        }
        Ok(found)
    }

    /// What distinguishes it from the snapshot: its size, then the start, the length and the bytes of each range. Writes
    /// it if there is room, and returns the room that it takes.
    pub fn save(&self, out: &mut [u8]) -> io::Result<usize> {
        let size = self.size();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for range in self.written(size)? {
            for page in range.step_by(PAGE) {
                let bytes = self.bytes(page..page + PAGE);
                let same = match self.snapshot.bytes().get(page..page + PAGE) {
                    Some(original) => bytes == original,
                    None => bytes.iter().all(|byte| *byte == 0),
                };
                if !same {
                    add(&mut ranges, page..page + PAGE);
                }
            }
        }
        let needed = 8 + ranges.iter().map(|range| 16 + range.len()).sum::<usize>();
        if needed <= out.len() {
            let mut rest = out;
            put(&mut rest, &(size as u64).to_le_bytes());
            for range in ranges {
                put(&mut rest, &(range.start as u64).to_le_bytes());
                put(&mut rest, &(range.len() as u64).to_le_bytes());
                put(&mut rest, self.bytes(range));
            }
        }
        Ok(needed)
    }

    /// Makes a restored mapping what another one was when it was saved.
    pub fn load(&self, saved: &[u8]) -> io::Result<()> {
        let malformed = || io::Error::other("not a saved memory");
        let mut rest = saved;
        self.grow_to(take_number(&mut rest).ok_or_else(malformed)?)?;
        while !rest.is_empty() {
            let start = take_number(&mut rest).ok_or_else(malformed)?;
            let len = take_number(&mut rest).ok_or_else(malformed)?;
            let end = start
                .checked_add(len)
                .filter(|end| *end <= self.size())
                .ok_or_else(malformed)?;
            let bytes = rest.get(..len).ok_or_else(malformed)?;
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.base().add(start), end - start) };
            rest = &rest[len..];
        }
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        unsafe { libc::munmap(self.base as *mut libc::c_void, RESERVED) };
    }
}

fn add(ranges: &mut Vec<Range<usize>>, next: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == next.start => last.end = next.end,
        _ => ranges.push(next),
    }
}

fn put(out: &mut &mut [u8], bytes: &[u8]) {
    let (here, rest) = std::mem::take(out).split_at_mut(bytes.len());
    here.copy_from_slice(bytes);
    *out = rest;
}

fn take_number(from: &mut &[u8]) -> Option<usize> {
    let (number, rest) = from.split_at_checked(8)?;
    *from = rest;
    usize::try_from(u64::from_le_bytes(number.try_into().ok()?)).ok()
}

fn checked(result: i32) -> io::Result<i32> {
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(result)
}
