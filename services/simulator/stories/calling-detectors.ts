/**
 * What one evening of many calls may trip together: it is one signal, told by several detectors, so
 * none of them is wrong on a card that makes them.
 */
export const CALLING_DETECTORS = [
  'call-rate',
  'call-burst',
  'call-volume-day',
  'repeated-overuse',
  'high-usage',
  'new-card-rush',
  'calls-outside-hours',
  'stranger-burst',
  'many-callees',
  'callee-dispersion',
  'one-way-caller',
  'dispersed-one-way-caller',
  'few-calls-per-contact',
  'repeat-same-callee',
  'one-way-contact',
  'undeclared-telesales',
  'short-calls',
  'machine-dialling',
  'low-answer-rate',
  'own-baseline-shift',
  'repeat-offender',
  'sim-box-pattern',
] as const
