import { type About, type LessonName, lessons } from '../learn/lessons.ts';
import { frenchLessons } from './frenchLessons.ts';
import type { Language } from './phrases.ts';

/** What a lesson says of itself in a language; numbers and formulas are the same in each. */
export function lessonIn(language: Language, name: LessonName): About {
  const lesson: About = lessons[name];
  if (language === 'en') return lesson;
  const { knob, values, challenge, ...said } = frenchLessons[name] as (typeof frenchLessons)['ellipse'];
  return {
    ...lesson,
    ...said,
    knob: { ...lesson.knob, name: knob, ...(values && { values }) },
    ...(lesson.challenge && { challenge: { ...lesson.challenge, words: challenge } }),
  };
}
