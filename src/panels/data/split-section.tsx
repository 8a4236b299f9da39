// The split: how many texts each part has of each label, and the two settings that change it most.

import type { SharedSettings } from '../../experiment/experiment';
import type { NumberField } from '../../experiment/field';
import { sharedFields } from '../../experiment/shared-fields';
import type { Overview } from '../../library/browse/browse-protocol';
import { partNames } from '../../library/browse/part-names';
import { Explained } from '../../ui/explained';
import { LabelText } from '../../ui/label-text';
import { LogSlider } from '../../ui/log-slider';
import { useStrings } from '../../ui/preferences';
import { useLabelGroups } from '../../ui/use-label-groups';
import { changeShared } from '../edits';
import { useExperiment, useSession } from '../playground';
import { sharedValueWords } from '../shared-settings/rows';
import styles from './overview.module.css';
import { useDataStrings } from './use-data-strings';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

export function SplitSection({ overview }: { overview: Overview }) {
  const { split } = useDataStrings();
  const { shared } = useExperiment();
  const canBeTogether = sharedFields.copies.appliesTo(shared) && !overview.hasOwnSplit;
  const { counts, unused, replaced, report } = overview;
  const available = report.trainingTexts + (report.trainingTexts < report.trainingTextsAsked ? 0 : sum(unused));
  const noisy = replaced.training + replaced.validation + replaced.test;
  const labelled = replaced.validation > 0 ? sum(partNames.map((part) => sum(counts[part]))) : report.trainingTexts;
  return (
    <section className={styles.section} aria-labelledby="split-heading">
      <h3 id="split-heading">{split.heading}</h3>
      <Setting
        id="trainingSize"
        effect={
          report.trainingTexts < report.trainingTextsAsked ? split.allUsed(available) : split.available(available)
        }
      />
      <Setting id="labelNoise" effect={noisy > 0 ? split.noise(noisy, labelled) : split.noNoise} />
      <SplitTable overview={overview} />
      {overview.hasOwnSplit && <p className={styles.soft}>{split.own}</p>}
      {overview.copies > 0 && (
        <p className={overview.leaked > 0 ? styles.warned : styles.soft}>
          {split.copies(overview.copies, overview.leaked, canBeTogether)}
        </p>
      )}
    </section>
  );
}

function Setting({ id, effect }: { id: keyof SharedSettings & ('trainingSize' | 'labelNoise'); effect: string }) {
  const strings = useStrings();
  const session = useSession();
  const { shared } = useExperiment();
  const { label, help } = strings.sharedFields[id];
  return (
    <div className={styles.setting}>
      <p className={styles.settingHead}>
        <Explained help={help}>{label}</Explained>
        <span className={styles.soft}>{effect}</span>
      </p>
      <LogSlider
        field={sharedFields[id] as NumberField}
        value={shared[id]}
        label={label}
        valueText={sharedValueWords(id, shared[id], strings)}
        onChange={(value, gesture) => session.edit(changeShared({ [id]: value }), gesture)}
      />
    </div>
  );
}

function SplitTable({ overview }: { overview: Overview }) {
  const { split, count } = useDataStrings();
  const { labels, counts, unused, corpusCounts, replaced } = overview;
  const { shown, others, searchBox, othersButton } = useLabelGroups(labels, corpusCounts);
  const columns = [...partNames.map((part) => counts[part]), unused, corpusCounts];
  const hasReplaced = partNames.some((part) => replaced[part] > 0);
  return (
    <>
      {searchBox}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: with long labels it scrolls sideways */}
      <section className={styles.tableScroll} tabIndex={0} aria-label={split.caption}>
        <table className={styles.table}>
          <caption className="visually-hidden">{split.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{split.label}</th>
              {partNames.map((part) => (
                <th key={part} scope="col">
                  {split.parts[part]}
                </th>
              ))}
              <th scope="col">{split.unused}</th>
              <th scope="col">{split.all}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((index) => (
              <tr key={labels[index]}>
                <th scope="row">
                  <LabelText label={labels[index]!} />
                </th>
                {columns.map((column, place) => (
                  // Columns never change places.
                  <td key={place}>{count(column[index]!)}</td>
                ))}
              </tr>
            ))}
            {others.length > 0 && (
              <tr>
                <th scope="row">{othersButton}</th>
                {columns.map((column, place) => (
                  <td key={place}>{count(sum(others.map((index) => column[index]!)))}</td>
                ))}
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{split.total}</th>
              {columns.map((column, place) => (
                <td key={place}>{count(sum(column))}</td>
              ))}
            </tr>
            {hasReplaced && (
              <tr className={styles.replacedRow}>
                <th scope="row">
                  <Explained help={split.replacedLong}>{split.replaced}</Explained>
                </th>
                {partNames.map((part) => (
                  <td key={part}>{replaced[part] > 0 ? count(replaced[part]) : '–'}</td>
                ))}
                <td />
                <td />
              </tr>
            )}
          </tfoot>
        </table>
      </section>
    </>
  );
}
