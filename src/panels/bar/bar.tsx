// The bar at the top: what is compared, training, progress, backend, sharing and preferences.

import { useStrings } from '../../ui/preferences';
import { BackendBadge } from '../backend/backend-badge';
import { KeysButton } from '../keys/keys-button';
import { AreaButton } from './area-button';
import styles from './bar.module.css';

import { EpochProgress } from './epoch-progress';
import { LanguageSwitch, PresetMenu, ThemeMenu } from './menus';
import { ShareButton } from './share-button';
import { TextMenu } from './text-menu';
import { OneEpochButton, ResetButton, StopButton, TrainButton } from './train-controls';

export function Bar() {
  const strings = useStrings();
  return (
    <header className={styles.bar}>
      <h1>{strings.appName}</h1>
      <PresetMenu />
      <TextMenu />
      <AreaButton area="data" />
      <AreaButton area="sweep" />
      <div className={styles.training}>
        <TrainButton />
        <OneEpochButton />
        <StopButton />
        <ResetButton />
        <EpochProgress />
        <div className={styles.push} />
        <BackendBadge />
      </div>
      <ShareButton />
      <ThemeMenu />
      <LanguageSwitch />
      <KeysButton className={styles.quiet} />
    </header>
  );
}

/** On a narrow screen: the rest is in the bottom bar and its sheets. */
export function NarrowBar() {
  const strings = useStrings();
  return (
    <header className={styles.bar}>
      <h1>{strings.appName}</h1>
      <EpochProgress />
    </header>
  );
}
