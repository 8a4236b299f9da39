// What is trained to check the page's claims: in full, and in seconds.

import type { Sets } from './a-against-a';

export interface Plan {
  /** Of the run that is held against itself. */
  same: string;
  sets: Sets;
  /** Of the sweep that the page offers first: L2 on the recurrent kernel. */
  sweep: string;
}

/** Of forty sets 95 % intervals leave two in the mean. */
export const mostFalseAlarms = 3;

export const fullPlan: Plan = {
  same: '#v=1&b=wasm&r=lstm',
  sets: { sets: 40, size: 5 },
  sweep: '#v=1&seeds=5&b=wasm&r=lstm&sw=A,r2_0_1e-6_5e-6_2.5e-5_1.3e-4_6.3e-4_3.2e-3_.016_.079_.4_2_10',
};

export const quickPlan: Plan = {
  same: '#v=1&b=wasm&n=120&len=16&e=8&lr=.01&r=lstm,u8,m8',
  sets: { sets: 40, size: 5 },
  sweep: '#v=1&seeds=5&b=wasm&r=lstm&sw=A,r2_0_3.2e-3_10',
};
