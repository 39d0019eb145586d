/** Where the text goes, or the file. */
import { seemsHeaded, TRANSFER_LIMITS } from '@meemaak/transfer';
import { useId, useRef, type ClipboardEvent, type DragEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import type { Source, Whole } from './use-source.ts';

const FILE_TYPES = '.docx,.xlsx,.csv,.tsv,.txt,.md,.html,.htm';

export function SourceField({ source }: { readonly source: Source }) {
  const drop = (event: DragEvent): void => {
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    source.readFrom(file);
  };
  return (
    <div className="transfer-field" onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      {source.whole === undefined ? (
        <TextField source={source} />
      ) : (
        <WholeField whole={source.whole} onChange={source.setWhole} />
      )}
      <FileButton onChoose={source.readFrom} />
    </div>
  );
}

function TextField({ source }: { readonly source: Source }) {
  const t = useTranslations('transfer');
  const id = useId();
  const take = (event: ClipboardEvent): void => {
    const { clipboardData } = event;
    const [file] = clipboardData.files;
    const html = clipboardData.getData('text/html');
    const text = clipboardData.getData('text/plain');
    if (file !== undefined && text === '') source.readFrom(file);
    else if (!source.take({ text, html })) return;
    event.preventDefault();
  };
  return (
    <>
      <label htmlFor={id}>{t('text')}</label>
      <p id={`${id}-hint`} className="transfer-hint">
        {t('textHint')}
      </p>
      <textarea
        id={id}
        rows={9}
        aria-describedby={`${id}-hint`}
        placeholder={t('textPlaceholder')}
        spellCheck={false}
        value={source.text}
        onChange={({ target }) => source.setText(target.value)}
        onPaste={take}
      />
    </>
  );
}

function FileButton({ onChoose }: { readonly onChoose: (file: File) => void }) {
  const t = useTranslations('transfer');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="transfer-file">
      <Button onClick={() => input.current?.click()}>{t('chooseFile')}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={FILE_TYPES}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onChoose(file);
          // The same file again, after it was changed elsewhere.
          target.value = '';
        }}
      />
      <p className="transfer-hint">
        {t('fileHint', { limit: TRANSFER_LIMITS.fileBytes / 1024 ** 2 })}
      </p>
    </div>
  );
}

interface WholeFieldProps {
  readonly whole: Whole;
  readonly onChange: (whole: Whole | undefined) => void;
}

function WholeField({ whole, onChange }: WholeFieldProps) {
  const t = useTranslations('transfer');
  const name = whole.name ?? t('copied');
  return (
    <div className="transfer-whole">
      <p>{whole.state === 'reading' ? t('reading') : t('source', { name: name || t('pasted') })}</p>
      <Button onClick={() => onChange(undefined)}>{t('drop')}</Button>
      {whole.state === 'read' && whole.contents.kind === 'sheets' && (
        <SheetChoice whole={whole} onChange={onChange} />
      )}
    </div>
  );
}

interface SheetChoiceProps {
  readonly whole: Extract<Whole, { state: 'read' }>;
  readonly onChange: (whole: Whole) => void;
}

function SheetChoice({ whole, onChange }: SheetChoiceProps) {
  const t = useTranslations('transfer');
  const { contents, sheetName, options } = whole;
  const sheets = contents.kind === 'sheets' ? contents.sheets : [];
  const hasHeading = options.hasHeading ?? seemsHeaded(contents, sheetName);
  return (
    <>
      {sheets.length > 1 && (
        <label className="transfer-choice">
          {t('sheet')}
          <select
            value={sheetName ?? sheets[0]?.name}
            onChange={({ target }) => onChange({ ...whole, sheetName: target.value, options: {} })}
          >
            {sheets.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <label className="transfer-tick">
        <input
          type="checkbox"
          checked={hasHeading}
          onChange={({ target }) => onChange({ ...whole, options: { hasHeading: target.checked } })}
        />
        {t('hasHeading')}
      </label>
    </>
  );
}
