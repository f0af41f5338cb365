/** What went wrong, in one line that is also spoken; nothing where nothing did. */
export function Failure({ words }: { readonly words: string | undefined }) {
  return words ? (
    <p class="failure" role="alert">
      {words}
    </p>
  ) : null;
}
