// Framebuffers of one context, kept: a new one costs a check by the driver besides its calls.

import type { Texture } from './texture';

/** What is kept at most; the oldest makes way. A step of an LSTM takes some forty. */
const mostKept = 512;

export class Framebuffers {
  /** By the textures' numbers, in the order of their last use. */
  private readonly kept = new Map<string, WebGLFramebuffer>();
  /** While a kernel runs, by the list itself, so that a loop of passes asks for no key. */
  private readonly byList = new Map<readonly Texture[], WebGLFramebuffer>();
  private readonly numbers = new WeakMap<WebGLTexture, number>();
  private lastNumber = 0;
  private bound: WebGLFramebuffer | null = null;

  constructor(private readonly gl: WebGL2RenderingContext) {}

  /** Call before a kernel: others have bound what they wanted. */
  forgetBinding(): void {
    this.bound = null;
    this.byList.clear();
  }

  /** Binds one that writes to these textures, told apart by the list's identity while a kernel runs. */
  bind(outputs: readonly Texture[]): void {
    const framebuffer = this.byList.get(outputs) ?? this.find(outputs);
    if (framebuffer === this.bound) return;
    this.gl.bindFramebuffer(this.gl.FRAMEBUFFER, framebuffer);
    this.bound = framebuffer;
  }

  private find(outputs: readonly Texture[]): WebGLFramebuffer {
    const key = outputs.map(({ texture }) => this.numberOf(texture)).join();
    const framebuffer = this.kept.get(key) ?? this.make(outputs);
    this.kept.delete(key);
    this.kept.set(key, framebuffer);
    this.byList.set(outputs, framebuffer);
    return framebuffer;
  }

  private make(outputs: readonly Texture[]): WebGLFramebuffer {
    const { gl } = this;
    const [oldest] = this.kept;
    if (oldest && this.kept.size >= mostKept) {
      gl.deleteFramebuffer(oldest[1]);
      this.kept.delete(oldest[0]);
    }
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    this.bound = framebuffer;
    const attachments = outputs.map((_, i) => gl.COLOR_ATTACHMENT0 + i);
    for (const [i, { texture }] of outputs.entries()) {
      gl.framebufferTexture2D(gl.FRAMEBUFFER, attachments[i]!, gl.TEXTURE_2D, texture, 0);
    }
    gl.drawBuffers(attachments);
    return framebuffer;
  }

  private numberOf(texture: WebGLTexture): number {
    const number = this.numbers.get(texture) ?? ++this.lastNumber;
    this.numbers.set(texture, number);
    return number;
  }
}
