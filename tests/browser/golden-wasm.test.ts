// wasm follows the trajectories that were computed independently, in float64, elsewhere.

import { testGolden } from './golden';

testGolden('wasm');
