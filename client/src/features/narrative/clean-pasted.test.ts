import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test } from 'vitest';
import { bindText, closeEditors, paragraph } from '../../testing/bound-editors.ts';
import { cleanPasted } from './clean-pasted.ts';

afterEach(closeEditors);

/** As Word 365 for Windows puts it on the clipboard, shortened. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri"} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=NL style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoTitle>Prestatieafspraken Rozenbuurt<o:p></o:p></p>
<h1><a name="_Toc1"></a><span style='mso-bookmark:_Toc1'>Schone straten<o:p></o:p></span></h1>
<p class=MsoNormal><b><span style='color:#1F4E79'>Wij</span></b> houden de <i>straat</i> schoon<span
class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor href="#_msocom_1">[BV1]</a></span></span>,
en <ins cite="mailto:Bram" datetime="2026-11-01">samen </ins><del>alleen </del>heel. Zie <a href="https://rozenbuurt.nl/plan">het plan</a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>vegen<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>op maandag<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>bakken legen<o:p></o:p></p>
<h2>Wie doet wat</h2>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>eerst de <b>buren</b></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>4.<span>&nbsp; </span></span><![endif]>dan wij</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'>
<tr style='mso-yfti-irow:0'><td width=200 colspan=2 style='background:#D9E2F3'><h3>Wie</h3></td><td><p class=MsoNormal>Wanneer</p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>Gemeente</p></td><td><p class=MsoNormal>vegen</p></td><td><p class=MsoNormal>2027</p></td></tr>
<tr><td><p class=MsoListParagraph style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>legen</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr>
</table>
<p class=MsoNormal><span style='display:none;mso-hide:all'>verborgen</span><img src="file:///C:/Users/bram/plaatje.png">Einde</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Weet u dit zeker?</p></div></div>
<!--EndFragment--></body></html>`;

describe('what is pasted from Word', () => {
  test('keeps headings, lists in lists with their numbers, tables, bold, italic and links', () => {
    expect(outlineOf(paste(WORD))).toEqual([
      'h2 Prestatieafspraken Rozenbuurt',
      'h2 Schone straten',
      'p *Wij* houden de /straat/ schoon, en samen heel. Zie [het plan](https://rozenbuurt.nl/plan).',
      '- vegen',
      '  - op maandag',
      '- bakken legen',
      'h3 Wie doet wat',
      '3. eerst de *buren*',
      '4. dan wij',
      '| *Wie* |  | Wanneer |',
      '| Gemeente | vegen | 2027 |',
      '|  | - legen |  |',
      'p Einde',
    ]);
  });

  test('brings nothing of its looks, its comments or what was struck out', () => {
    const html = paste(WORD).getHTML();
    expect(html).not.toMatch(/style|class|Mso|verborgen|zeker|alleen|BV1|file:/);
  });
});

describe('what is pasted from a page', () => {
  test('Word’s web version: points in lists of their own become one list', () => {
    const point = (words: string, level: number) =>
      `<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1"><li data-aria-level="${String(level)}"><p class="Paragraph">${words}</p></li></ul></div>`;
    const html = `<div class="OutlineElement"><p class="Paragraph">Vooraf</p></div>${point('een', 1)}${point('een a', 2)}${point('twee', 1)}<div><p>Achteraf</p></div>`;
    expect(outlineOf(paste(html))).toEqual([
      'p Vooraf',
      '- een',
      '  - een a',
      '- twee',
      'p Achteraf',
    ]);
  });

  test('Google Docs: everything in a bold that is none, and letters that are bold by style', () => {
    const html =
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Vet</span><span style="font-weight:400;font-style:italic"> schuin</span></p><ul><li dir="ltr" aria-level="1"><p><span>punt</span></p></li></ul></b>';
    expect(outlineOf(paste(html))).toEqual(['p *Vet*/ schuin/', '- punt']);
  });

  test('a table that only puts things in their place is no table; a table in a cell is its words', () => {
    const layout = '<table><tr><td><h2>Kop</h2><p>tekst</p></td></tr></table>';
    expect(outlineOf(paste(layout))).toEqual(['h2 Kop', 'p tekst']);
    const nested =
      '<table><caption>Wie wat doet</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td><table><tr><td>d</td><td>e</td></tr></table></td></tr></tbody></table>';
    expect(outlineOf(paste(nested))).toEqual(['p Wie wat doet', '| a | b |', '| c | d e |']);
  });

  test('headings come in below the title, whatever level they had', () => {
    const deep = '<h1>Eén</h1><h2>Twee</h2><h3>Drie</h3><h5>Vijf</h5>';
    expect(outlineOf(paste(deep))).toEqual(['h2 Eén', 'h3 Twee', 'h3 Drie', 'h3 Vijf']);
    expect(outlineOf(paste('<h2>Twee</h2><h4>Vier</h4>'))).toEqual(['h2 Twee', 'h3 Vier']);
  });

  test('lines that were set apart stay lines', () => {
    const { state } = paste('<pre>een\ntwee</pre>');
    expect(state.doc.textBetween(0, state.doc.content.size, '|', '/')).toBe('een/twee');
  });

  test('[T27] what runs, loads or hides is gone before anything is read', () => {
    const html =
      '<p onclick="x()">a<img src=x onerror="x()"><script>x()</script><svg onload="x()"><title>b</title></svg></p><template><p>c</p></template><object data="https://evil.example"></object><p hidden>d</p>';
    expect(cleanPasted(html)).not.toMatch(/script|img|svg|object|template|evil|>d</);
    expect(outlineOf(paste(html))).toEqual(['p a']);
  });

  test('[T27] what is endless, broken or pretends to be ours breaks nothing', () => {
    const hostile = [
      '<table>'.repeat(500),
      `<table><tr><td colspan=100000 rowspan=100000>x</td><td>y</td></tr><tr><td>z</td></tr></table>`,
      '<ul>'.repeat(300) + '<li>x',
      "<p style='mso-list:l0 level999999999 lfo1'>x</p>".repeat(50),
      '<p data-pm-slice="9 9 []">x</p><table data-pm-slice="x"><h1>y',
      '<li data-aria-level="-1">x</li><li data-aria-level="NaN">y</li>',
      '</p></td>\u0000<td>',
      `<table>${'<tr><td>x</td><td>y</td></tr>'.repeat(1_500)}</table>`,
    ];
    for (const html of hostile) {
      const { doc } = paste(html).state;
      expect(() => doc.check()).not.toThrow();
    }
  });
});

function paste(html: string): Editor {
  const { editor } = bindText([paragraph()]);
  editor.commands.setTextSelection(1);
  editor.setOptions({ editorProps: { transformPastedHTML: cleanPasted } });
  editor.view.pasteHTML(html);
  editor.state.doc.check();
  return editor;
}

/** The text as lines, with what is bold, slanting or a link written out. */
function outlineOf(editor: Editor): string[] {
  return [...editor.view.dom.children].flatMap((block) => linesOf(block, ''));
}

function linesOf(block: Element, indent: string): string[] {
  if (block.tagName === 'TABLE') {
    return [...block.querySelectorAll('tr')].map((row) => {
      const cells = [...row.children].map((cell) =>
        [...cell.children].flatMap((inside) => linesOf(inside, '')).join(' '),
      );
      return `| ${cells.map((cell) => cell.replaceAll(/\bp /g, '').replace(/^p$/, '')).join(' | ')} |`;
    });
  }
  if (block.tagName !== 'UL' && block.tagName !== 'OL') {
    const words = wordsOf(block);
    return words === '' && indent === '' && block.matches('p:last-child:not(:first-child)')
      ? []
      : [`${block.tagName.toLowerCase()} ${words}`.trim()];
  }
  const start = Number(block.getAttribute('start') ?? 1);
  const lines: string[] = [];
  for (const [at, item] of [...block.children].entries()) {
    const sign = block.tagName === 'OL' ? `${String(start + at)}.` : '-';
    const [first, ...rest] = item.children;
    lines.push(`${indent}${sign} ${first === undefined ? '' : wordsOf(first)}`);
    for (const inside of rest) lines.push(...linesOf(inside, `${indent}  `));
  }
  return lines;
}

function wordsOf(element: Element): string {
  return [...element.childNodes]
    .map((node) => {
      if (!(node instanceof Element)) return node.textContent ?? '';
      const words = wordsOf(node);
      if (node.tagName === 'STRONG') return `*${words}*`;
      if (node.tagName === 'EM') return `/${words}/`;
      if (node.tagName === 'A') return `[${words}](${node.getAttribute('href') ?? ''})`;
      return words;
    })
    .join('')
    .replaceAll(/\s+/g, ' ');
}
