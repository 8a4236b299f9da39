// Reports of penalties and weights, made up for results.

import { type PenaltyReport, penaltyReport } from '../../src/engine/penalty';
import { weightRulesOf } from '../../src/engine/rules/table';
import type { WeightReports } from '../../src/engine/weight-report';
import { defaultRun } from '../../src/experiment/run-fields';

/** Of a run without penalties. */
export const noPenalty: PenaltyReport = penaltyReport([], weightRulesOf(defaultRun), []);

/** Of an LSTM, all of whose weights are alike. */
export function weightsLike({ norm = 1, nearZeroShare = 0, zeroShare = 0, spectralNorm = 1 }): WeightReports {
  const report = { entries: 100, norm, nearZeroShare, zeroShare };
  const byRole = { kernel: report, recurrent: report, bias: report, embedding: report, output: report };
  return { byRole, kernels: report, spectralNorm };
}
