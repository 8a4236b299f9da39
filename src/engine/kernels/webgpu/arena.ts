// What the commands of one submission are given by the CPU: sizes, factors, tokens, masks. It is gathered here and
// written to the GPU at once; tfjs makes, maps and destroys a buffer for each tensor, most of a small step's time.

export interface Arena {
  /** Where it lies on the GPU; another one after `grow`. */
  readonly buffer: GPUBuffer;
  /** The next free place for so many bytes, a multiple of 4; null where it is full. */
  reserve(bytes: number, alignment: number): number | null;
  /** Views of the same bytes; another pair after `grow`. */
  readonly integers: Uint32Array;
  readonly floats: Float32Array;
  /** Writes what was reserved to the GPU, and is empty again. */
  write(): void;
  /** Room for so many bytes at once, and twice as much as before. Only while it is empty and no command waits for it. */
  grow(bytes: number): void;
  destroy(): void;
}

const firstBytes = 2 ** 16;

export function createArena(device: GPUDevice): Arena {
  let used = 0;
  let bytes = new ArrayBuffer(firstBytes);
  const createBuffer = () =>
    device.createBuffer({
      size: bytes.byteLength,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  const arena = {
    buffer: createBuffer(),
    integers: new Uint32Array(bytes),
    floats: new Float32Array(bytes),
    reserve(size: number, alignment: number) {
      const start = Math.ceil(used / alignment) * alignment;
      if (start + size > bytes.byteLength) return null;
      used = start + size;
      return start;
    },
    write() {
      if (used > 0) device.queue.writeBuffer(arena.buffer, 0, bytes, 0, Math.ceil(used / 4) * 4);
      used = 0;
    },
    grow(least: number) {
      used = 0;
      arena.buffer.destroy();
      bytes = new ArrayBuffer(2 * Math.max(bytes.byteLength, least));
      arena.buffer = createBuffer();
      arena.integers = new Uint32Array(bytes);
      arena.floats = new Float32Array(bytes);
    },
    destroy: () => arena.buffer.destroy(),
  };
  return arena;
}
