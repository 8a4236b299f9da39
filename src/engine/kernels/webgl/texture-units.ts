// Where textures are bound while a kernel runs: each keeps its unit, so that a loop of passes that takes turns between
// textures binds none of them anew; the programs are told which unit to read instead.

import type { Texture } from './texture';

/** Units that every device has, all stages together; a program may read half as many. */
const unitCount = 32;
/** Active between passes: textures made or filled there disturb no pass. */
const spareUnit = unitCount - 1;

export class TextureUnits {
  private readonly units = new Map<WebGLTexture, number>();
  private readonly textures: (WebGLTexture | null)[] = new Array(spareUnit).fill(null);
  private readonly lastPass: number[] = new Array(spareUnit).fill(0);
  private next = 0;
  private pass = 0;

  constructor(private readonly gl: WebGL2RenderingContext) {}

  /** Call before a kernel: others have bound what they wanted. */
  forgetBindings(): void {
    this.units.clear();
    this.textures.fill(null);
    this.gl.activeTexture(this.gl.TEXTURE0 + spareUnit);
  }

  /** The units of a pass's textures, all of them bound. */
  bind(textures: readonly Texture[]): number[] {
    const { gl } = this;
    this.pass++;
    for (const { texture } of textures) {
      const unit = this.units.get(texture);
      if (unit !== undefined) this.lastPass[unit] = this.pass;
    }
    let changed = false;
    const units = textures.map(({ texture }) => {
      const known = this.units.get(texture);
      if (known !== undefined) return known;
      const unit = this.takeUnit();
      this.units.set(texture, unit);
      this.textures[unit] = texture;
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      changed = true;
      return unit;
    });
    if (changed) gl.activeTexture(gl.TEXTURE0 + spareUnit);
    return units;
  }

  /** The next in turn that this pass does not read. */
  private takeUnit(): number {
    while (this.lastPass[this.next] === this.pass) this.next = (this.next + 1) % spareUnit;
    const unit = this.next;
    this.lastPass[unit] = this.pass;
    const before = this.textures[unit];
    if (before) this.units.delete(before);
    return unit;
  }
}
