import type { Engine, NamedVariables, Schedule, TrainEvent } from '@latentkit/core';
import type { Weights } from './evaluator.ts';
import type { Probe, Probed, Scene } from './scene.ts';

/** What a lesson is made with. */
export interface LessonOptions {
  /** Decides data, first weights, order and noise. */
  readonly seed: number;
  /** Which value of the lesson's knob, as `lessons` lists them; the usual one by default. */
  readonly knob?: number;
  /** Units of each hidden layer; the lesson's own by default. */
  readonly width?: number;
  /** Data drawn by hand, [n, 2]; the lesson's own by default. */
  readonly points?: Float32Array;
}

/** Something that learns while it is looked at: a model, its data, its objective, and what is to be seen of it. */
export interface Lesson {
  /** Variables of the model that learns. */
  readonly variables: NamedVariables;
  /** Endless, by core's `train`: who consumes it says when it is enough. */
  train(engine: Engine, learningRate: Schedule): AsyncGenerator<TrainEvent>;
  viewer(engine: Engine): Promise<Viewer>;
  /** Steps between two pictures, so that one sees it learn. */
  readonly stepsPerPicture: number;
  dispose(): void;
}

/** From weights to what is to be drawn, without touching the model that learns. */
export interface Viewer {
  /**
   * @param chosen the example that the picture is about, where it is about one
   * @param knob of a lesson whose knob changes what is seen and not what learns
   */
  see(weights: Weights, chosen: number, knob: number): Promise<Scene>;
  /** What the model makes of a place that is dragged; far cheaper than a scene. */
  at?(weights: Weights, probe: Probe): Promise<Probed>;
  dispose(): void;
}
