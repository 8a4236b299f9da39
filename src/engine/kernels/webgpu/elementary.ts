// WGSL for sigmoid and tanh of a float, the fit of kernels/cpu/elementary.ts: the built-in tanh overflows on some
// drivers. Comparisons, because clamp may lose NaN.

export const elementaryFunctions = `
fn tanhOf(x: f32) -> f32 {
  let clamped = select(select(x, -9.0, x < -9.0), 9.0, x > 9.0);
  let square = clamped * clamped;
  let p = (((1.3354823025224505e-8 * square + 2.0609211787814274e-5) * square + 0.003495596582069993) * square
    + 0.13381032645702362) * square + 1.0;
  let q = (((7.776628194733348e-7 * square + 0.0003285648417659104) * square + 0.02587701566517353) * square
    + 0.4671434760093689) * square + 1.0;
  let ratio = clamped * p / q;
  return select(select(ratio, -1.0, ratio < -1.0), 1.0, ratio > 1.0);
}
fn sigmoidOf(x: f32) -> f32 { return 0.5 + 0.5 * tanhOf(0.5 * x); }
fn throughTanh(gradient: f32, value: f32) -> f32 { return gradient * (1.0 - value * value); }
fn throughSigmoid(gradient: f32, value: f32) -> f32 { return gradient * (value * (1.0 - value)); }
`;
