/** Sentences that wait for the next event; each is told once. */
export function noticeBoard(): { add(text: string): void; take(): string[] } {
  const known = new Set<string>();
  const waiting: string[] = [];
  return {
    add(text) {
      if (!known.has(text)) waiting.push(text);
      known.add(text);
    },
    take: () => waiting.splice(0),
  };
}
