import { useMemo } from 'preact/hooks';
import { useAddress } from '../app/useAddress.ts';
import { type Language, speaker } from './phrases.ts';

/** The language that the address asks for, `lang=fr`, and who speaks it; English by default. */
export function useLanguage() {
  const { settings } = useAddress();
  const language: Language = settings.get('lang') === 'fr' ? 'fr' : 'en';
  return useMemo(() => ({ language, say: speaker(language) }), [language]);
}
