// A fragment program: what one is, its GLSL, and how it is compiled.

export type UniformType = 'int' | 'float';

export interface FragmentProgram {
  /** Names of the textures it reads. */
  inputs: readonly string[];
  uniforms?: Readonly<Record<string, UniformType>>;
  /** How many textures it writes at once: `out0`, `out1`, …. Every device has 4. */
  outputs: number;
  /** GLSL; see `prelude` for what it may use. */
  source: string;
}

/** Uniforms of one type are an array: one call sets them all. */
interface UniformArray {
  type: UniformType;
  names: string[];
  location: WebGLUniformLocation | null;
  /** What it is set to. */
  values: Int32Array | Float32Array;
}

export interface CompiledProgram {
  handle: WebGLProgram;
  uniforms: UniformArray[];
  samplers: { location: WebGLUniformLocation | null; unit: number }[];
}

/** The width of the first output's texture: set by who runs the program, where `entry` needs it. */
export const outputWidth = 'outputWidth';

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

// As texelAt, for long loops: software adapters sample faster than they fetch.
vec4 texelNear(sampler2D s, vec2 size, int x, int y) {
  return texture(s, (vec2(x, y) + 0.5) * size);
}

// An entry of a tensor with that many columns.
float at(sampler2D tensor, int columns, int row, int column) {
#ifdef FOLDED
  int i = row * columns + column;
  int width = textureSize(tensor, 0).x;
  return texelFetch(tensor, ivec2(i % width, i / width), 0).x;
#else
  return texelFetch(tensor, ivec2(column, row), 0).x;
#endif
}

// Column and row of the output tensor's entry that is written.
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

/**
 * Compiles programs for one context. Where `folded` is set, one of a pass's tensors has rows that are not its
 * texture's rows.
 */
export class Compiler {
  private readonly vertexShader: WebGLShader;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.vertexShader = this.shader(gl.VERTEX_SHADER, vertexSource);
  }

  /** The program in use is then this one. */
  compile(program: FragmentProgram, folded: boolean): CompiledProgram {
    const { gl } = this;
    const types: Record<string, UniformType> = { ...program.uniforms, ...(folded && { [outputWidth]: 'int' }) };
    const arrays = (['int', 'float'] as const)
      .map((type) => ({ type, names: Object.keys(types).filter((name) => types[name] === type) }))
      .filter(({ names }) => names.length > 0);
    const handle = gl.createProgram();
    const shader = this.shader(gl.FRAGMENT_SHADER, fragmentSource(program, folded, arrays));
    gl.attachShader(handle, this.vertexShader);
    gl.attachShader(handle, shader);
    gl.linkProgram(handle);
    if (!gl.getProgramParameter(handle, gl.LINK_STATUS)) {
      throw new Error(`a program did not link: ${gl.getProgramInfoLog(handle)}`);
    }
    gl.deleteShader(shader);
    gl.useProgram(handle);
    return {
      handle,
      // A program starts with zeros.
      uniforms: arrays.map(({ type, names }) => ({
        ...{ type, names, location: gl.getUniformLocation(handle, `${type}s`) },
        values: type === 'int' ? new Int32Array(names.length) : new Float32Array(names.length),
      })),
      samplers: program.inputs.map((name) => ({ location: gl.getUniformLocation(handle, name), unit: 0 })),
    };
  }

  private shader(type: number, source: string): WebGLShader {
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

function fragmentSource(
  { inputs, outputs, source }: FragmentProgram,
  folded: boolean,
  arrays: readonly { type: UniformType; names: string[] }[],
): string {
  return [
    '#version 300 es',
    folded ? '#define FOLDED' : '',
    'precision highp float;\nprecision highp int;\nprecision highp sampler2D;',
    ...arrays.flatMap(({ type, names }) => [
      `uniform ${type} ${type}s[${names.length}];`,
      ...names.map((name) => `${type} ${name};`),
    ]),
    prelude,
    ...inputs.map((name) => `uniform sampler2D ${name};`),
    ...Array.from({ length: outputs }, (_, i) => `layout(location = ${i}) out vec4 out${i};`),
    source.replace('void main()', 'void write()'),
    'void main() {',
    ...arrays.flatMap(({ type, names }) => names.map((name, i) => `${name} = ${type}s[${i}];`)),
    'write();\n}',
  ].join('\n');
}
