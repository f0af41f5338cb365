import type { Engine, NamedVariables, Schedule, TrainEvent } from '@latentkit/core';
import type { Weights } from './evaluator.ts';
import type { Scene } from './scene.ts';

/** What a lesson is made with. */
export interface LessonOptions {
  /** Decides data, first weights, order and noise. */
  readonly seed: number;
}

/** Something that learns while it is looked at: a model, its data, its objective, and what is to be seen of it. */
export interface Lesson {
  /** Of the model that learns. */
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
  /** @param chosen the example that the picture is about, where it is about one */
  see(weights: Weights, chosen: number): Promise<Scene>;
  dispose(): void;
}
