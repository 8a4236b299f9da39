// WGSL around a program's own code, and the pipeline it compiles to: once for each name, whatever the sizes.

export interface PipelineSpec {
  /** Tells it from all others that are not the same. */
  key: string;
  workgroupSize: readonly [x: number, y: number];
  /** WGSL with a function `main()`. */
  code: () => string;
  /** Storage buffers in the order of their bindings. */
  buffers: readonly { name: string; isWritten: boolean; type: 'f32' | 'u32' }[];
  /** Members of `given`, four bytes each. */
  given: readonly { name: string; type: 'f32' | 'u32' }[];
}

export interface Pipeline {
  id: number;
  compiled: GPUComputePipeline;
  layout: GPUBindGroupLayout;
  /** Of `given`. It is bound after the buffers, at an offset that is told with each use. */
  givenBytes: number;
}

/** Compiles, and keeps what was compiled. */
export function createPipelines(device: GPUDevice): (spec: PipelineSpec) => Pipeline {
  const pipelines = new Map<string, Pipeline>();
  return (spec) => {
    let pipeline = pipelines.get(spec.key);
    if (!pipeline) {
      pipeline = compile(device, spec, pipelines.size);
      pipelines.set(spec.key, pipeline);
    }
    return pipeline;
  };
}

function compile(device: GPUDevice, spec: PipelineSpec, id: number): Pipeline {
  const { buffers, given } = spec;
  const givenBytes = Math.ceil(given.length / 4) * 16;
  const layout = device.createBindGroupLayout({
    entries: [
      ...buffers.map(({ isWritten }) => ({ type: isWritten ? 'storage' : 'read-only-storage' }) as const),
      { type: 'uniform', hasDynamicOffset: true, minBindingSize: givenBytes } as const,
    ].map((buffer, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer })),
  });
  const compiled = device.createComputePipeline({
    label: spec.key,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label: spec.key, code: sourceOf(spec) }), entryPoint: 'start' },
  });
  return { id, compiled, layout, givenBytes };
}

const sourceOf = ({ workgroupSize: [x, y], code, buffers, given }: PipelineSpec) =>
  [
    ...buffers.map(
      ({ name, isWritten, type }, i) =>
        `@group(0) @binding(${i}) var<storage, ${isWritten ? 'read_write' : 'read'}> ${name}: array<${type}>;`,
    ),
    `struct Given { ${given.map(({ name, type }) => `${name}: ${type}`).join(', ')} }`,
    `@group(0) @binding(${buffers.length}) var<uniform> given: Given;`,
    `
var<private> localId: vec3<u32>;
var<private> localIndex: u32;
var<private> workgroupId: vec3<u32>;
var<private> numWorkgroups: vec3<u32>;
fn workgroupIndex() -> u32 { return workgroupId.y * numWorkgroups.x + workgroupId.x; }
fn workgroupCount() -> u32 { return numWorkgroups.y * numWorkgroups.x; }
@compute @workgroup_size(${x}, ${y})
fn start(
  @builtin(local_invocation_id) id: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
) {
  localId = id;
  localIndex = index;
  workgroupId = group;
  numWorkgroups = groups;
  main();
}`,
    code(),
  ].join('\n');
