import type { Field } from '../files/fields.ts';
import type { Likelihood } from './likelihood.ts';
import { likelihoodOf } from './likelihoodOf.ts';

/** A likelihood of this package by its settings; one of yours needs a kind of model of yours, see `modelKind`. */
export const likelihoodField: Field<Likelihood> = { write: ({ settings }) => settings, read: likelihoodOf };
