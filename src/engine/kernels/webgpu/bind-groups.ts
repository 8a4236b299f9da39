// Bind groups, made once for a pipeline and its buffers. Where a larger buffer takes the place of one of these, its
// groups are made anew at once: whoever bound the old one will bind the new one.

import type { Pipeline } from './pipelines';

export interface BindGroups {
  /** @param given holds what the pipeline is given, at an offset that is told with each use */
  of(pipeline: Pipeline, buffers: readonly GPUBuffer[], given: GPUBuffer): GPUBindGroup;
  replace(before: GPUBuffer, after: GPUBuffer): void;
}

interface Bound {
  pipeline: Pipeline;
  /** Those of the pipeline, and the one with what it is given. */
  buffers: GPUBuffer[];
  group: GPUBindGroup;
}

/** Kept until there are so many: learners come and go. */
const most = 2000;

export function createBindGroups(device: GPUDevice): BindGroups {
  const groups = new Map<string, Bound>();
  const ids = new WeakMap<GPUBuffer, number>();
  let nextId = 0;

  function idOf(buffer: GPUBuffer): number {
    let id = ids.get(buffer);
    if (id === undefined) {
      id = nextId++;
      ids.set(buffer, id);
    }
    return id;
  }

  function create({ layout, givenBytes }: Pipeline, buffers: readonly GPUBuffer[]): GPUBindGroup {
    const entries = buffers.map((buffer, binding): GPUBindGroupEntry => {
      const isGiven = binding === buffers.length - 1;
      return { binding, resource: isGiven ? { buffer, size: givenBytes } : { buffer } };
    });
    return device.createBindGroup({ layout, entries });
  }

  return {
    of(pipeline, ownBuffers, given) {
      const buffers = [...ownBuffers, given];
      const key = `${pipeline.id} ${buffers.map(idOf).join(' ')}`;
      let bound = groups.get(key);
      if (!bound) {
        if (groups.size >= most) groups.clear();
        bound = { pipeline, buffers, group: create(pipeline, buffers) };
        groups.set(key, bound);
      }
      return bound.group;
    },
    replace(before, after) {
      // Under the same number, so that the groups' keys stay.
      ids.set(after, idOf(before));
      ids.delete(before);
      for (const bound of groups.values()) {
        if (!bound.buffers.includes(before)) continue;
        bound.buffers = bound.buffers.map((buffer) => (buffer === before ? after : buffer));
        bound.group = create(bound.pipeline, bound.buffers);
      }
    },
  };
}
