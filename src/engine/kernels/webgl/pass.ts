// Fragment programs on the context of tfjs's webgl backend. tfjs's own way to run one has a single output, and costs
// more time than most of ours take.
//
// tfjs sets program, framebuffer, viewport, scissor, vertex array and textures anew before each program of its own,
// so nothing is restored here.

import type { Texture } from './texture';

type UniformType = 'int' | 'ivec2' | 'float';

export interface FragmentProgram {
  /** Names of the textures it reads. */
  inputs: readonly string[];
  uniforms?: Readonly<Record<string, UniformType>>;
  /** How many textures it writes at once: `out0`, `out1`, …. Every device has 4. */
  outputs: number;
  /** GLSL; see `prelude` for what it may use. */
  source: string;
}

export interface Pass {
  program: FragmentProgram;
  inputs: Readonly<Record<string, Texture>>;
  uniforms?: Readonly<Record<string, number | readonly [number, number]>>;
  /** Kept by identity while a kernel runs: give a loop's passes the same array. */
  outputs: readonly Texture[];
  /** Texels to write; all of the first output unless given. */
  area?: { x: number; y: number; width: number; height: number };
}

interface CompiledProgram {
  handle: WebGLProgram;
  uniforms: Map<string, { type: UniformType; location: WebGLUniformLocation | null }>;
}

/** The texture unit that is active between passes: textures made or filled there disturb no pass. */
const spareUnit = 15;

const vertexSource = `#version 300 es
void main() {
  // One triangle that covers all.
  gl_Position = vec4(vec2((gl_VertexID << 1) & 2, gl_VertexID & 2) * 2.0 - 1.0, 0.0, 1.0);
}`;

/**
 * tanh is the rational fit of kernels/cpu/elementary.ts: GLSL's overflows on some drivers. A tensor's texture holds
 * it row after row; FOLDED is set where one of a pass's tensors has rows that are not the texture's rows.
 */
const prelude = `
precision highp float;
precision highp int;
precision highp sampler2D;

vec4 tanhOf(vec4 x) {
  vec4 c = clamp(x, -9.0, 9.0);
  vec4 s = c * c;
  vec4 p = (((1.3354823e-8 * s + 2.0609212e-5) * s + 3.4955966e-3) * s + 0.13381033) * s + 1.0;
  vec4 q = (((7.7766282e-7 * s + 3.2856484e-4) * s + 2.5877016e-2) * s + 0.46714348) * s + 1.0;
  return clamp(c * p / q, -1.0, 1.0);
}

vec4 sigmoidOf(vec4 x) {
  return 0.5 + 0.5 * tanhOf(0.5 * x);
}

vec4 texelAt(sampler2D s, int x, int y) {
  return texelFetch(s, ivec2(x, y), 0);
}

vec2 texelSize(sampler2D s) {
  return 1.0 / vec2(textureSize(s, 0));
}

/** As texelAt, for long loops: software adapters sample faster than they fetch. */
vec4 texelNear(sampler2D s, vec2 size, int x, int y) {
  return texture(s, (vec2(x, y) + 0.5) * size);
}

/** An entry of a tensor with that many columns. */
float at(sampler2D tensor, int columns, int row, int column) {
#ifdef FOLDED
  int i = row * columns + column;
  int width = textureSize(tensor, 0).x;
  return texelFetch(tensor, ivec2(i % width, i / width), 0).x;
#else
  return texelFetch(tensor, ivec2(column, row), 0).x;
#endif
}

uniform int outputWidth;

/** Column and row of the output tensor's entry that is written. */
ivec2 entry(int columns) {
  ivec2 texel = ivec2(gl_FragCoord.xy);
#ifdef FOLDED
  int i = texel.y * outputWidth + texel.x;
  return ivec2(i % columns, i / columns);
#else
  return texel;
#endif
}
`;

function fragmentSource({ inputs, uniforms = {}, outputs, source }: FragmentProgram, folded: boolean): string {
  return [
    '#version 300 es',
    folded ? '#define FOLDED' : '',
    prelude,
    ...inputs.map((name) => `uniform sampler2D ${name};`),
    ...Object.entries(uniforms).map(([name, type]) => `uniform ${type} ${name};`),
    ...Array.from({ length: outputs }, (_, i) => `layout(location = ${i}) out vec4 out${i};`),
    source,
  ].join('\n');
}

/** Runs passes on one context, and keeps its compiled programs. */
export class Passes {
  private readonly plain = new Map<FragmentProgram, CompiledProgram>();
  private readonly folded = new Map<FragmentProgram, CompiledProgram>();
  private readonly vertexShader: WebGLShader;
  private readonly vertexArray: WebGLVertexArrayObject;
  // What is bound while a kernel runs, so that a loop of passes binds only what changes.
  private program: CompiledProgram | null = null;
  private readonly textures: (WebGLTexture | null)[] = [];
  private target: WebGLFramebuffer | null = null;
  private readonly framebuffers = new Map<readonly Texture[], WebGLFramebuffer>();

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.vertexShader = this.compileShader(gl.VERTEX_SHADER, vertexSource);
    this.vertexArray = gl.createVertexArray();
  }

  /** Runs a kernel's passes. */
  kernel<Result>(run: () => Result): Result {
    const { gl } = this;
    this.program = null;
    this.target = null;
    this.textures.length = 0;
    gl.bindVertexArray(this.vertexArray);
    gl.activeTexture(gl.TEXTURE0 + spareUnit);
    try {
      return run();
    } finally {
      gl.bindVertexArray(null);
      for (const framebuffer of this.framebuffers.values()) gl.deleteFramebuffer(framebuffer);
      this.framebuffers.clear();
    }
  }

  run({ program, inputs, uniforms = {}, outputs, area }: Pass): void {
    const { gl } = this;
    const textures = program.inputs.map((name) => inputs[name]!);
    const folded = textures.some(isFolded) || outputs.some(isFolded);
    const compiled = this.use(program, folded);
    this.bind(textures);
    for (const [name, { type, location }] of compiled.uniforms) {
      const value = name === 'outputWidth' ? outputs[0]!.width : uniforms[name];
      if (value === undefined) throw new Error(`a program lacks its uniform ${name}`);
      if (type === 'ivec2') gl.uniform2iv(location, value as readonly [number, number]);
      else if (type === 'int') gl.uniform1i(location, value as number);
      else gl.uniform1f(location, value as number);
    }
    this.writeTo(outputs);
    const { x, y, width, height } = area ?? { x: 0, y: 0, width: outputs[0]!.width, height: outputs[0]!.height };
    gl.viewport(x, y, width, height);
    gl.scissor(x, y, width, height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** Fills a texture with zeros. */
  clear(outputs: readonly Texture[]): void {
    const { gl } = this;
    this.writeTo(outputs);
    gl.scissor(0, 0, outputs[0]!.width, outputs[0]!.height);
    for (const i of outputs.keys()) gl.clearBufferfv(gl.COLOR, i, [0, 0, 0, 0]);
  }

  private bind(textures: readonly Texture[]): void {
    const { gl } = this;
    let changed = false;
    for (const [unit, { texture }] of textures.entries()) {
      if (this.textures[unit] === texture) continue;
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      this.textures[unit] = texture;
      changed = true;
    }
    if (changed) gl.activeTexture(gl.TEXTURE0 + spareUnit);
  }

  private writeTo(outputs: readonly Texture[]): void {
    const { gl } = this;
    const known = this.framebuffers.get(outputs);
    const framebuffer = known ?? gl.createFramebuffer();
    if (framebuffer !== this.target) gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    this.target = framebuffer;
    if (known) return;
    this.framebuffers.set(outputs, framebuffer);
    const attachments = outputs.map((_, i) => gl.COLOR_ATTACHMENT0 + i);
    for (const [i, { texture }] of outputs.entries()) {
      gl.framebufferTexture2D(gl.FRAMEBUFFER, attachments[i]!, gl.TEXTURE_2D, texture, 0);
    }
    gl.drawBuffers(attachments);
  }

  private use(program: FragmentProgram, folded: boolean): CompiledProgram {
    const { gl } = this;
    const cache = folded ? this.folded : this.plain;
    let compiled = cache.get(program);
    if (!compiled) {
      compiled = this.compile(program, folded);
      cache.set(program, compiled);
      this.program = null;
    }
    if (compiled !== this.program) gl.useProgram(compiled.handle);
    this.program = compiled;
    return compiled;
  }

  private compile(program: FragmentProgram, folded: boolean): CompiledProgram {
    const { gl } = this;
    const handle = gl.createProgram();
    const shader = this.compileShader(gl.FRAGMENT_SHADER, fragmentSource(program, folded));
    gl.attachShader(handle, this.vertexShader);
    gl.attachShader(handle, shader);
    gl.linkProgram(handle);
    if (!gl.getProgramParameter(handle, gl.LINK_STATUS)) {
      throw new Error(`a program did not link: ${gl.getProgramInfoLog(handle)}`);
    }
    gl.deleteShader(shader);
    gl.useProgram(handle);
    for (const [unit, name] of program.inputs.entries()) gl.uniform1i(gl.getUniformLocation(handle, name), unit);
    const types = { ...program.uniforms, ...(folded && { outputWidth: 'int' as const }) };
    return {
      handle,
      uniforms: new Map(
        Object.entries(types).map(([name, type]) => [name, { type, location: gl.getUniformLocation(handle, name) }]),
      ),
    };
  }

  private compileShader(type: number, source: string): WebGLShader {
    const { gl } = this;
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw new Error(`a program did not compile: ${gl.getShaderInfoLog(shader)}`);
    }
    return shader;
  }
}

const isFolded = ({ columns, width }: Texture): boolean => columns !== undefined && columns !== width;
