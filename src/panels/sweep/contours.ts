// Lines of equal height through a grid of numbers, by marching squares (Lorensen and Cline 1987, in the plane).

/** Ends in units of cells: (0, 0) is the middle of the first cell of the first row. */
export interface Segment {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/**
 * Where the grid, linear between the middles of neighbouring cells, has the height `level`. Squares with a corner that
 * has no number are left out. A saddle is cut as its middle is: its lower or its higher corners are joined.
 * @param grid numbers by row, then column
 */
export function contour(grid: readonly (readonly (number | null)[])[], level: number): Segment[] {
  const segments: Segment[] = [];
  for (let y = 0; y + 1 < grid.length; y++) {
    for (let x = 0; x + 1 < grid[y]!.length; x++) {
      // Around the square, from its first corner on.
      const corners = [grid[y]![x], grid[y]![x + 1], grid[y + 1]![x + 1], grid[y + 1]![x]];
      if (!corners.every((height) => typeof height === 'number')) continue;
      segments.push(...withinSquare(corners, level).map((segment) => shifted(segment, x, y)));
    }
  }
  return segments;
}

const places = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

function withinSquare(corners: readonly number[], level: number): Segment[] {
  const crossings = places.flatMap(([x, y], side) => {
    const [from, to] = [corners[side]!, corners[(side + 1) % 4]!];
    if (from >= level === to >= level) return [];
    const [nextX, nextY] = places[(side + 1) % 4]!;
    const share = (level - from) / (to - from);
    return [{ x: x + share * (nextX - x), y: y + share * (nextY - y) }];
  });
  const join = (one: number, other: number): Segment => ({
    x1: crossings[one]!.x,
    y1: crossings[one]!.y,
    x2: crossings[other]!.x,
    y2: crossings[other]!.y,
  });
  if (crossings.length === 2) return [join(0, 1)];
  if (crossings.length !== 4) return [];
  const middle = corners.reduce((sum, height) => sum + height, 0) / 4;
  // With the first corner's side in the middle, the lines cut off the second and the fourth.
  return middle >= level === corners[0]! >= level ? [join(0, 1), join(2, 3)] : [join(3, 0), join(1, 2)];
}

const shifted = ({ x1, y1, x2, y2 }: Segment, x: number, y: number): Segment => ({
  x1: x1 + x,
  y1: y1 + y,
  x2: x2 + x,
  y2: y2 + y,
});
