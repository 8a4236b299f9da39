// The button that takes a file of results.

import { useRef } from 'react';
import { useStrings } from '../../ui/preferences';
import { useOpenResults } from './results-file-context';

export function OpenResults({ className }: { className?: string | undefined }) {
  const words = useStrings().messages.resultsFile;
  const open = useOpenResults();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".jsonl"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) open(file);
        }}
      />
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {words.open}
      </button>
    </>
  );
}
