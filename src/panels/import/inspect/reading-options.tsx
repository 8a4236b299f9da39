// How files are read, as native selects: what is guessed stands chosen.

import type { Delimiter, Encoding, ImportOptions, Inspection, Kind } from '../../../library/protocol';
import { useImportStrings } from '../stage/use-import-strings';
import styles from './reading-options.module.css';

interface Props {
  inspection: Inspection;
  chosen: ImportOptions;
  onChange: (patch: ImportOptions) => void;
}

export function ReadingOptions({ inspection, chosen, onChange }: Props) {
  const strings = useImportStrings();
  const { kind, delimiter, quoting, hasHeader, labelColumn, textColumn, files, columns } = inspection;
  const { labelSide, titleColumn, splitColumn, splitColumns, canSplitByFile } = inspection;
  const encodings = new Set(files.map((file) => file.encoding));
  const encoding = encodings.size === 1 ? files[0]!.encoding : '';
  const isTable = kind === 'table';
  const hasColumns = kind !== 'lines' && kind !== 'paired';
  const canHaveHeader = isTable || (hasColumns && columns.every(({ name }) => name === null)) || hasHeader;
  const columnOptions = columns.map(({ name }, column): Option => [String(column), strings.column(column + 1, name)]);
  return (
    <fieldset className={styles.options}>
      <legend className="visually-hidden">{strings.readAs}</legend>
      <Choice
        label={strings.kind}
        value={kind}
        // Several files are one label each.
        options={optionsOf(strings.kinds).filter(([value]) => isPossible(value as Kind, kind, files.length))}
        onChange={(value) => onChange({ kind: value as Kind })}
      />
      <Choice
        label={strings.encoding}
        value={chosen.encoding ?? encoding}
        options={[
          ...(encoding === '' && !chosen.encoding ? [['', strings.mixedEncodings] as Option] : []),
          ...optionsOf(strings.encodings),
        ]}
        onChange={(value) => value !== '' && onChange({ encoding: value as Encoding })}
      />
      {isTable && delimiter !== null && (
        <>
          <Choice
            label={strings.delimiter}
            value={delimiter}
            options={optionsOf(strings.delimiters)}
            onChange={(value) => onChange({ delimiter: value as Delimiter })}
          />
          <Choice
            label={strings.quotes}
            value={String(quoting)}
            options={yesAndNo(strings.quotesOptions)}
            onChange={(value) => onChange({ quoting: value === 'true' })}
          />
        </>
      )}
      {labelSide !== null && (
        <Choice
          label={strings.labelSide}
          value={labelSide}
          options={optionsOf(strings.labelSides)}
          onChange={(value) => onChange({ labelSide: value as 'first' | 'last' })}
        />
      )}
      {canHaveHeader && hasColumns && (
        <Choice
          label={strings.header}
          value={String(hasHeader)}
          options={yesAndNo(strings.headerOptions)}
          onChange={(value) => onChange({ hasHeader: value === 'true' })}
        />
      )}
      {hasColumns && (
        <>
          <Choice
            label={strings.labelColumn}
            value={String(labelColumn ?? '')}
            options={labelColumn === null ? [['', strings.chooseColumn], ...columnOptions] : columnOptions}
            onChange={(value) => value !== '' && onChange({ labelColumn: Number(value) })}
          />
          <Choice
            label={strings.textColumn}
            value={String(textColumn ?? '')}
            options={textColumn === null ? [['', strings.chooseColumn], ...columnOptions] : columnOptions}
            onChange={(value) => value !== '' && onChange({ textColumn: Number(value) })}
          />
          {columns.length > 2 && (
            <Choice
              label={strings.titleColumn}
              value={String(titleColumn ?? 'none')}
              options={[['none', strings.nothing], ...columnOptions.filter(([value]) => Number(value) !== textColumn)]}
              onChange={(value) => onChange({ titleColumn: value === 'none' ? null : Number(value) })}
            />
          )}
          {(splitColumns.length > 0 || canSplitByFile) && (
            <Choice
              label={strings.splitColumn}
              value={chosen.splitByFile ? 'files' : String(splitColumn ?? 'page')}
              options={[
                ['page', strings.splitByPage],
                ...(canSplitByFile ? [['files', strings.splitByFiles] as Option] : []),
                ...columnOptions.filter(([value]) => splitColumns.includes(Number(value))),
              ]}
              onChange={(value) =>
                onChange({
                  splitByFile: value === 'files',
                  splitColumn: value === 'page' || value === 'files' ? null : Number(value),
                })
              }
            />
          )}
        </>
      )}
    </fieldset>
  );
}

/** Several files are one label each, or of the shape that the first of them has; two may be texts and their labels. */
function isPossible(value: Kind, kind: Kind, files: number): boolean {
  if (value === 'paired') return files === 2 || kind === 'paired';
  return files === 1 || value === 'lines' || value === kind;
}

type Option = readonly [value: string, label: string];

const optionsOf = (labels: Record<string, string>): Option[] => Object.entries(labels);
const yesAndNo = (labels: { true: string; false: string }): Option[] => [
  ['true', labels.true],
  ['false', labels.false],
];

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    // Nothing chosen is what is left to do.
    <label className={styles.choice}>
      <span>{label}</span>
      <select value={value} data-open={value === ''} onChange={(event) => onChange(event.target.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
