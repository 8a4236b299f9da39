// Records a step's commands and submits them together, with one write of all that they are given. Nothing is created
// that was there before: a step's asking once cost more than its computing.

import { createArena } from './arena';
import { createBindGroups } from './bind-groups';
import { type ByteCounts, createBufferSlots } from './buffer-slots';
import { createPipelines, type PipelineSpec } from './pipelines';

/** One run of a pipeline. */
export interface Dispatch {
  spec: PipelineSpec;
  /** In the order of the spec. */
  buffers: readonly GPUBuffer[];
  given: readonly number[];
  grid: readonly [x: number, y: number];
}

/** Commands run in the order in which they are recorded; a buffer that is released may be taken at once. */
export interface Recorder {
  /**
   * A buffer for floats or integers that may hold anything.
   * @param purpose what is taken for the same purpose, in the same order, finds the same buffers step after step
   */
  take(purpose: string, bytes: number): GPUBuffer;
  /** Gives a buffer back; false where it was not taken here. */
  release(buffer: GPUBuffer): boolean;
  owns(buffer: GPUBuffer): boolean;
  /** Takes a buffer that holds these numbers. */
  upload(purpose: string, numbers: ArrayLike<number>, type: 'floats' | 'integers'): GPUBuffer;
  dispatch(dispatch: Dispatch): void;
  copy(from: GPUBuffer, to: GPUBuffer, toByte: number, bytes: number): void;
  /** Hands over what was recorded. */
  submit(): void;
  /** Submits; resolves to a buffer's first bytes, or rejects where the device is lost. */
  read(buffer: GPUBuffer, bytes: number): Promise<ArrayBuffer>;
  destroy(): void;
}

/** Tensors beyond this have a write of their own: weights, at a training's start. */
const largestInArena = 2 ** 22;

/** @param beforeRecording is called before the first command of a submission */
export function createRecorder(device: GPUDevice, counts: ByteCounts, beforeRecording: () => void): Recorder {
  const { queue } = device;
  const arena = createArena(device);
  const pipelineOf = createPipelines(device);
  const bindGroups = createBindGroups(device);
  const slots = createBufferSlots(device, counts, bindGroups.replace);
  let submission = 0;
  /** Copies out of the arena, before all else. */
  let uploads: GPUCommandEncoder | null = null;
  let commands: GPUCommandEncoder | null = null;
  let pass: GPUComputePassEncoder | null = null;
  const storageUsage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const stagingUsage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;

  function begin(): void {
    if (!uploads && !commands) beforeRecording();
  }

  function endPass(): void {
    pass?.end();
    pass = null;
  }

  function submit(): void {
    if (!uploads && !commands) return;
    endPass();
    arena.write();
    queue.submit([uploads, commands].flatMap((encoder) => (encoder ? [encoder.finish()] : [])));
    uploads = commands = null;
    submission++;
    slots.destroyRetired();
  }

  /** A place in the arena; what was recorded before may be submitted for it. */
  function reserve(bytes: number, alignment: number): number {
    const place = arena.reserve(bytes, alignment);
    if (place !== null) return place;
    submit();
    const before = arena.buffer;
    arena.grow(bytes);
    bindGroups.replace(before, arena.buffer);
    return arena.reserve(bytes, alignment)!;
  }

  function dispatch({ spec, buffers, given, grid: [x, y] }: Dispatch): void {
    const pipeline = pipelineOf(spec);
    const offset = reserve(pipeline.givenBytes, device.limits.minUniformBufferOffsetAlignment);
    for (const [i, { type }] of spec.given.entries()) {
      arena[type === 'f32' ? 'floats' : 'integers'][offset / 4 + i] = given[i]!;
    }
    begin();
    commands ??= device.createCommandEncoder();
    pass ??= commands.beginComputePass();
    pass.setPipeline(pipeline.compiled);
    pass.setBindGroup(0, bindGroups.of(pipeline, buffers, arena.buffer), [offset]);
    pass.dispatchWorkgroups(x, y);
    for (const buffer of buffers) slots.use(buffer, submission);
  }

  function copy(from: GPUBuffer, to: GPUBuffer, toByte: number, bytes: number): void {
    begin();
    endPass();
    commands ??= device.createCommandEncoder();
    commands.copyBufferToBuffer(from, 0, to, toByte, bytes);
    for (const buffer of [from, to]) slots.use(buffer, submission);
  }

  function upload(purpose: string, numbers: ArrayLike<number>, type: 'floats' | 'integers'): GPUBuffer {
    const slot = `upload ${purpose}`;
    const bytes = 4 * numbers.length;
    if (bytes > largestInArena) {
      submit();
      beforeRecording();
      const buffer = slots.take(slot, bytes, storageUsage);
      queue.writeBuffer(buffer, 0, type === 'floats' ? new Float32Array(numbers) : new Int32Array(numbers));
      return buffer;
    }
    const place = reserve(bytes, 4);
    arena[type].set(numbers, place / 4);
    begin();
    // Its copy comes before all other commands, so that none of these may have used the buffer for something else.
    const buffer = slots.take(slot, bytes, storageUsage, submission);
    slots.use(buffer, submission);
    uploads ??= device.createCommandEncoder();
    if (bytes > 0) uploads.copyBufferToBuffer(arena.buffer, place, buffer, 0, bytes);
    return buffer;
  }

  return {
    take: (purpose, bytes) => slots.take(purpose, bytes, storageUsage),
    release: slots.release,
    owns: slots.owns,
    upload,
    dispatch,
    copy,
    submit,
    async read(buffer, bytes) {
      const staging = slots.take('reading', bytes, stagingUsage);
      try {
        copy(buffer, staging, 0, bytes);
        submit();
        await staging.mapAsync(GPUMapMode.READ, 0, bytes);
        const values = staging.getMappedRange(0, bytes).slice(0);
        staging.unmap();
        return values;
      } finally {
        slots.release(staging);
      }
    },
    destroy() {
      slots.destroy();
      arena.destroy();
    },
  };
}
