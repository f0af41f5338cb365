/** The skin tones of Unicode, from light to dark. */
export const tones = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;
export type Tone = (typeof tones)[number];

/** An emoji by its Unicode name, `waving-hand-dark-skin-tone`: what it shows, and the tone where it has one. */
export interface EmojiName {
  readonly base: string;
  readonly tone?: Tone;
}

const toned = /^(.+?)-(medium-light|medium-dark|light|medium|dark)-skin-tone(.*)$/;

/** @returns undefined for two tones in one picture, and for a tone by itself */
export function emojiName(name: string): EmojiName | undefined {
  const [, before, tone, after = ''] = toned.exec(name) ?? [];
  if (before === undefined) return name.endsWith('skin-tone') ? undefined : { base: name };
  if (after.includes('skin-tone') || before === 'medium') return undefined;
  return { base: `${before}${after}`, tone: tone as Tone };
}

/**
 * `waving hand dark skin tone noto`; `medium-dark` is one word.
 *
 * @param style the set that the picture is of
 */
export function emojiCaption({ base, tone }: EmojiName, style: string): string {
  return [base.replaceAll('-', ' '), ...(tone === undefined ? [] : [tone, 'skin tone']), style].join(' ');
}
