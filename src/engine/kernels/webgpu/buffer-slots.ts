// GPU buffers by purpose. What is asked for once more for the same purpose finds a buffer that is there, although
// sizes differ from batch to batch: after a first epoch no buffer is made, and bind groups can be kept.

interface Slot {
  buffer: GPUBuffer;
  isTaken: boolean;
  /** The last submission whose commands use it. */
  usedIn: number;
}

/** Where the bytes of all buffers are counted: tfjs's buffer manager, for its memory report. */
export interface ByteCounts {
  numBytesUsed: number;
  numBytesAllocated: number;
}

export interface BufferSlots {
  /**
   * The first free buffer of this purpose, made or made larger where it has to be; it may hold anything.
   * @param bytes it holds these, or more
   * @param unusedIn a submission whose commands must not use the buffer; any buffer unless given
   */
  take(purpose: string, bytes: number, usage: GPUBufferUsageFlags, unusedIn?: number): GPUBuffer;
  /** Tells that commands of a submission use a buffer. */
  use(buffer: GPUBuffer, submission: number): void;
  /** Gives a buffer back; false where it is none of these. */
  release(buffer: GPUBuffer): boolean;
  owns(buffer: GPUBuffer): boolean;
  /** Destroys what larger buffers have replaced, once no command waits for it. */
  destroyRetired(): void;
  destroy(): void;
}

/** So much more than was asked for: the next batch may have a few tokens more, and would want a new buffer. */
const headroom = 1.25;
const granule = 256;

/** @param onReplaced is told of a buffer that a larger one takes the place of */
export function createBufferSlots(
  device: GPUDevice,
  counts: ByteCounts,
  onReplaced: (before: GPUBuffer, after: GPUBuffer) => void,
): BufferSlots {
  const slotsByPurpose = new Map<string, Slot[]>();
  const slotOf = new Map<GPUBuffer, Slot>();
  let retired: GPUBuffer[] = [];

  function create(bytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const size = Math.min(roomFor(bytes), Math.max(bytes, device.limits.maxStorageBufferBindingSize));
    counts.numBytesAllocated += size;
    return device.createBuffer({ size, usage });
  }

  function destroyBuffer(buffer: GPUBuffer): void {
    counts.numBytesAllocated -= buffer.size;
    buffer.destroy();
  }

  function hold(slot: Slot): GPUBuffer {
    slot.isTaken = true;
    slotOf.set(slot.buffer, slot);
    counts.numBytesUsed += slot.buffer.size;
    return slot.buffer;
  }

  return {
    take(purpose, bytes, usage, unusedIn = -1) {
      let slots = slotsByPurpose.get(purpose);
      if (!slots) {
        slots = [];
        slotsByPurpose.set(purpose, slots);
      }
      let slot = slots.find(({ isTaken, usedIn }) => !isTaken && usedIn !== unusedIn);
      if (!slot) {
        slot = { buffer: create(bytes, usage), isTaken: false, usedIn: -1 };
        slots.push(slot);
      } else if (slot.buffer.size < bytes) {
        const before = slot.buffer;
        retired.push(before);
        slotOf.delete(before);
        slot.buffer = create(bytes, usage);
        onReplaced(before, slot.buffer);
      }
      return hold(slot);
    },
    use(buffer, submission) {
      const slot = slotOf.get(buffer);
      if (slot) slot.usedIn = submission;
    },
    release(buffer) {
      const slot = slotOf.get(buffer);
      if (!slot) return false;
      slot.isTaken = false;
      counts.numBytesUsed -= buffer.size;
      return true;
    },
    owns: (buffer) => slotOf.has(buffer),
    destroyRetired() {
      for (const buffer of retired) destroyBuffer(buffer);
      retired = [];
    },
    destroy() {
      for (const buffer of [...slotOf.keys(), ...retired]) buffer.destroy();
      slotsByPurpose.clear();
      slotOf.clear();
      retired = [];
    },
  };
}

const roomFor = (bytes: number) => Math.max(1, Math.ceil((bytes * headroom) / granule)) * granule;
