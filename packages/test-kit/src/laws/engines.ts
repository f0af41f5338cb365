import { expectEnginesAgree } from '../expectEnginesAgree.ts';
import { dataOf } from '../subject.ts';
import type { Law } from './law.ts';

/** After 20 steps every engine has the weights of the eager one, and had its terms on the way. */
export const engines: Law = async (subject) => {
  const { make, objective, learn } = subject;
  const trained = { make: () => make(1), objective, data: dataOf(subject), ...(learn && { learn }) };
  await expectEnginesAgree(trained, subject.engines ?? []);
};
