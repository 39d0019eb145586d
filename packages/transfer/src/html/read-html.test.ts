import { describe, expect, it } from 'vitest';
import { linesOf, refusalOf } from '../written.ts';
import { readHtml } from './read-html.ts';

const wanted = ['Groen', '  Bomen', '    Planten', '  Gevels', 'Afval'];

/** As Word writes it: no lists, a style with the level, and bullets drawn as text. */
const wordItem = (level: number, words: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}pt;mso-add-space:auto;
text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style><!-- p.MsoListParagraph {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head><body lang=NL><!--StartFragment-->${[
  wordItem(1, 'Groen'),
  wordItem(2, 'Bo<b>men</b>'),
  wordItem(3, 'Planten'),
  wordItem(2, 'Gevels'),
  wordItem(1, 'Afval'),
].join('\n')}<!--EndFragment--></body></html>`;

/** As Word on the web writes it: every item a list of its own. */
const wordWebItem = (level: number, words: string) =>
  `<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle${level}" role="list">
<li role="listitem" data-aria-level="${level}" data-listid="1"><p class="Paragraph"><span>${words}</span><span>&nbsp;</span></p></li></ul></div>`;

describe('HTML from the clipboard', () => {
  it.each([
    [
      'a web page or LibreOffice',
      `<ul><li>Groen<ul><li>Bomen<ol><li><p>Planten</p></li></ol></li><li>Gevels</li></ul></li><li>Afval</li></ul>`,
    ],
    [
      'Google Docs, with inner lists beside their item',
      `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Groen</span></p></li><ul><li aria-level="2"><p><span>Bomen</span></p></li><ul><li aria-level="3"><p><span>Planten</span></p></li></ul><li aria-level="2"><p><span>Gevels</span></p></li></ul><li aria-level="1"><p><span>Afval</span></p></li></ul></b><br class="Apple-interchange-newline">`,
    ],
    ['Word', word],
    [
      'Word on the web',
      [
        wordWebItem(1, 'Groen'),
        wordWebItem(2, 'Bomen'),
        wordWebItem(3, 'Planten'),
        wordWebItem(2, 'Gevels'),
        wordWebItem(1, 'Afval'),
      ].join(''),
    ],
    ['headings', `<h1>Groen</h1><h2>Bomen</h2><h3>Planten</h3><h2>Gevels</h2><h1>Afval</h1>`],
    [
      'headings with lists',
      `<h2>Groen</h2><ul><li>Bomen<ul><li>Planten</li></ul></li><li>Gevels</li></ul><h2>Afval</h2>`,
    ],
    [
      "Word's headings, and a list under each",
      `<p class=Kop style='mso-outline-level:1'>Groen</p>${wordItem(1, 'Bomen')}${wordItem(2, 'Planten')}${wordItem(1, 'Gevels')}<p style='mso-outline-level:1'>Afval</p>`,
    ],
    [
      'paragraphs with a list under them',
      `<p>Groen</p><ul><li>Bomen<ul><li>Planten</li></ul></li><li>Gevels</li></ul><p>Afval</p>`,
    ],
    [
      'Excel',
      `<html><head><style>td{mso-number-format:General}</style></head><body><table><col width=64><tr height=20><td>Effect</td><td>Prestatie</td><td>Activiteit</td></tr><tr><td>Groen</td><td colspan=2></td></tr><tr><td></td><td>Bomen</td></tr><tr><td></td><td></td><td>Planten</td></tr><tr><td></td><td>Gevels</td></tr><tr><td>Afval</td></tr></table></body></html>`,
    ],
  ])('of %s is read', (_, html) => {
    expect(linesOf(readHtml(html))).toEqual(wanted);
  });

  it('leaves running text between headings out, and counts it', () => {
    const outcome = readHtml('<h1>Groen</h1><p>Veel tekst.</p><p>Nog meer.</p><h2>Bomen</h2>');
    expect(linesOf(outcome)).toEqual(['Groen', '  Bomen']);
    expect(outcome?.ok === true && outcome.value.skippedCount).toBe(2);
  });

  it('says nothing when the plain text says as much', () => {
    expect(readHtml('<p>Groen</p><div>Bomen</div>')).toBeUndefined();
    expect(readHtml('')).toBeUndefined();
  });

  it('[T27] is words and never more: scripts and styles are passed over, signs stay signs', () => {
    const html = `<ul><li>Groen<script>alert(1)</script><style>x{}</style><svg><text>y</text></svg></li>
      <li onclick="alert(2)">&lt;img src=x onerror=alert(3)&gt;</li></ul>`;
    expect(linesOf(readHtml(html))).toEqual(['Groen', '<img src=x onerror=alert(3)>']);
  });

  it('nested or left open without end costs no more than its length', () => {
    const deep = readHtml(`${'<ul><li>'.repeat(200_000)}x`);
    expect(deep && refusalOf(deep)).toEqual({ kind: 'hostile' });
    const wide = `<table><tr><td colspan=99999999>x</td><td>y</td></tr><tr><td>z</td></tr></table>`;
    expect(linesOf(readHtml(wide))).toEqual(['x', 'z']);
    const open = readHtml(`<ul>${'<li>x'.repeat(3_000)}`);
    expect(open && refusalOf(open)).toMatchObject({ kind: 'tooManyNodes' });
  });

  it('is refused when it is enormous', () => {
    const outcome = readHtml(`<ul><li>${'x'.repeat(9_000_000)}</li></ul>`);
    expect(outcome && refusalOf(outcome)).toMatchObject({ kind: 'tooMuchText' });
  });
});
