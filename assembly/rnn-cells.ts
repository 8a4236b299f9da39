// The recurrent cells by the numbers that they are called by.

export const SIMPLE_RNN: i32 = 0;
export const LSTM: i32 = 1;

// @ts-ignore: decorator
@inline
export function gateCount(cell: i32): i32 {
  return cell == SIMPLE_RNN ? 1 : cell == LSTM ? 4 : 3;
}
