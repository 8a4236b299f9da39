// Fragment programs on the context of tfjs's webgl backend. tfjs's own way to run one has a single output, and costs
// more time than most of ours take.
//
// tfjs sets program, framebuffer, viewport, scissor, vertex array and textures anew before each program of its own,
// so nothing is restored here.

import { Framebuffers } from './framebuffers';
import { type CompiledProgram, Compiler, type FragmentProgram, outputWidth } from './program';
import type { Texture } from './texture';
import { TextureUnits } from './texture-units';

export interface Pass {
  program: FragmentProgram;
  inputs: Readonly<Record<string, Texture>>;
  uniforms?: Readonly<Record<string, number>>;
  /** Kept by identity while a kernel runs: give a loop's passes the same array. */
  outputs: readonly Texture[];
  /** Texels to write; all of the first output unless given. */
  area?: { x: number; y: number; width: number; height: number };
}

/** Runs passes on one context, and keeps its compiled programs. */
export class Passes {
  private readonly plain = new Map<FragmentProgram, CompiledProgram>();
  private readonly folded = new Map<FragmentProgram, CompiledProgram>();
  private readonly compiler: Compiler;
  private readonly framebuffers: Framebuffers;
  private readonly units: TextureUnits;
  private readonly vertexArray: WebGLVertexArrayObject;
  /** What is in use while a kernel runs, so that a loop of passes changes only what is another. */
  private program: CompiledProgram | null = null;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.compiler = new Compiler(gl);
    this.framebuffers = new Framebuffers(gl);
    this.units = new TextureUnits(gl);
    this.vertexArray = gl.createVertexArray();
  }

  /** Runs a kernel's passes. */
  kernel<Result>(run: () => Result): Result {
    const { gl } = this;
    this.program = null;
    this.framebuffers.forgetBinding();
    this.units.forgetBindings();
    gl.bindVertexArray(this.vertexArray);
    try {
      return run();
    } finally {
      gl.bindVertexArray(null);
    }
  }

  run({ program, inputs, uniforms = {}, outputs, area }: Pass): void {
    const { gl } = this;
    const textures = program.inputs.map((name) => inputs[name]!);
    const [{ width, height }] = outputs as [Texture];
    const compiled = this.use(program, textures.some(isFolded) || outputs.some(isFolded));
    this.setSamplers(compiled, this.units.bind(textures));
    this.setUniforms(compiled, (name) => (name === outputWidth ? width : uniforms[name]));
    this.framebuffers.bind(outputs);
    const to = area ?? { x: 0, y: 0, width, height };
    gl.viewport(to.x, to.y, to.width, to.height);
    gl.scissor(to.x, to.y, to.width, to.height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** Fills a texture with zeros. */
  clear(outputs: readonly Texture[]): void {
    const { gl } = this;
    this.framebuffers.bind(outputs);
    gl.scissor(0, 0, outputs[0]!.width, outputs[0]!.height);
    for (const i of outputs.keys()) gl.clearBufferfv(gl.COLOR, i, [0, 0, 0, 0]);
  }

  private use(program: FragmentProgram, folded: boolean): CompiledProgram {
    const cache = folded ? this.folded : this.plain;
    let compiled = cache.get(program);
    if (!compiled) {
      compiled = this.compiler.compile(program, folded);
      cache.set(program, compiled);
    } else if (compiled !== this.program) this.gl.useProgram(compiled.handle);
    this.program = compiled;
    return compiled;
  }

  private setSamplers({ samplers }: CompiledProgram, units: readonly number[]): void {
    for (const [i, sampler] of samplers.entries()) {
      if (sampler.unit === units[i]) continue;
      sampler.unit = units[i]!;
      this.gl.uniform1i(sampler.location, sampler.unit);
    }
  }

  private setUniforms({ uniforms }: CompiledProgram, value: (name: string) => number | undefined): void {
    const { gl } = this;
    for (const { type, names, location, values } of uniforms) {
      let changed = false;
      for (const [i, name] of names.entries()) {
        const next = value(name);
        if (next === undefined) throw new Error(`a program lacks its uniform ${name}`);
        const before = values[i];
        values[i] = next;
        changed ||= values[i] !== before;
      }
      if (!changed) continue;
      if (type === 'int') gl.uniform1iv(location, values as Int32Array);
      else gl.uniform1fv(location, values as Float32Array);
    }
  }
}

const isFolded = ({ columns, width }: Texture): boolean => columns !== undefined && columns !== width;
