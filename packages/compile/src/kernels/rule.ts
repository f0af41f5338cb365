import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph/graph.ts';

/** From a kernel's operands and attributes to the value (or values) of the graph that it computes. */
export type Rule<Inputs, Attributes> = (
  inputs: { readonly [Name in keyof Inputs]: Value },
  attributes: Attributes,
) => Value | readonly Value[];

/** A rule behind the table, where tfjs's untyped calls come in. */
export type AnyRule = (
  inputs: Readonly<Record<string, Value | undefined>> | readonly Value[],
  attributes: Readonly<Record<string, unknown>>,
) => Value | readonly Value[];

type KernelOf<Module> = {
  [Name in keyof Module]: Module[Name] extends string ? (string extends Module[Name] ? never : Module[Name]) : never;
}[keyof Module];

/** Every kernel that tfjs-core names, from its own types. */
export type KernelName = Exclude<KernelOf<typeof tf>, typeof tf.version_core | typeof tf.OP_SCOPE_SUFFIX>;

type One<Name extends string> = Record<Name, unknown>;
export type Unary = One<'x'>;
export type Binary = One<'a' | 'b'>;
export type None = Readonly<Record<string, unknown>>;
