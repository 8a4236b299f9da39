// How the points of a sweep are looked at: at which epoch, and by which measure.

/** Where a training is looked at: at its lowest validation loss, or after its last epoch. */
export const sweptMoments = ['best', 'last'] as const;
export type SweptMoment = (typeof sweptMoments)[number];

export const sweptMetrics = ['loss', 'accuracy'] as const;
export type SweptMetric = (typeof sweptMetrics)[number];
