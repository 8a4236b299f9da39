// webgl computes what the reference computes.

import { testParity } from './parity';

testParity('webgl');
