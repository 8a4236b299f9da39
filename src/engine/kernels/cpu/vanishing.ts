// Gradients too small to matter become 0, before they can become denormal numbers, on which Intel processors are up to
// a hundred times slower. docs/decisions/denormals.md says why nothing is lost; assembly/elementary.ts does the same.

const least = 1 / 2 ** 60;
/** As small beside `least` squared as keeps what Adam makes of a square normal. */
const leastSquare = 1 / 2 ** 116;

/** The number, or 0 where it is nearer to 0 than 2⁻⁶⁰; NaN stays. */
export const unlessVanished = (value: number): number => (Math.abs(value) < least ? 0 : value);

/** The square, or 0 where it is less than 2⁻¹¹⁶; NaN stays. */
export const squareUnlessVanished = (square: number): number => (square < leastSquare ? 0 : square);
