/** The part of `hyphen` that we use; it brings no types of its own. */
declare module 'hyphen/nl/index.js' {
  const dutch: {
    hyphenateSync(
      text: string,
      options: { readonly hyphenChar: string; readonly minWordLength: number },
    ): string;
  };
  export default dutch;
}
