/** Dutch abbreviations that are written with a full stop, so that no sentence ends in the middle of them. */

/** After these a sentence always goes on: something belongs behind them. */
const GO_ON = new Set(
  (
    'afd. art. bijv. blz. bv. ca. cf. dhr. dir. dr. drs. evt. excl. fam. gem. incl. ing. inz. ir. lid. max. ' +
    'mevr. mej. min. mln. mr. mrd. mw. nl. no. nr. nrs. pag. plm. plv. prof. resp. st. tel. vgl. vnl. wnd. zgn. ' +
    'aug. dec. feb. febr. jan. jul. jun. mrt. nov. okt. sept.'
  ).split(' '),
);

/** A sentence may end with these: it does when a capital follows. */
const MAY_END = new Set(
  'a.s. c.s. e.a. e.d. e.v. enz. etc. h.t. i.d. jl. jr. n.v.t. s.v.p. sr. usw.'.split(' '),
);

/** `m.b.t.`, `d.w.z.`, `J.P.`: single letters, each with its full stop. */
const DOTTED = /^(?:\p{L}\.){2,}$/u;

/** Is this, with its last full stop, an abbreviation? */
export function isAbbreviation(word: string): boolean {
  const small = word.toLowerCase();
  return GO_ON.has(small) || MAY_END.has(small) || DOTTED.test(word);
}

export function mayEndSentence(abbreviation: string): boolean {
  return MAY_END.has(abbreviation.toLowerCase());
}
