import { useQuery } from '@tanstack/react-query';
import { ListPreview, SafetySeverity } from '@zhike/contracts';
import { useState } from 'react';
import { previewList } from '../api/safety-list.queries.js';

export const LIST_ENDINGS = ['.txt', '.csv', '.tsv'];
const MOST_BYTES = 10 * 1024 * 1024;

export interface ListDefaultsChosen {
  readonly category: string;
  readonly severity: SafetySeverity;
}

export interface ListReading {
  readonly file: File | undefined;
  readonly isTooLarge: boolean;
  readonly preview: ListPreview | undefined;
  readonly isReading: boolean;
  readonly error: unknown;
  /** The whole file can be imported. */
  readonly isReady: boolean;
  take(files: readonly File[]): void;
  forget(): void;
}

/** Reads a chosen file on the server, and again when what its lines leave out is filled otherwise; nothing is stored by that. */
export function useListReading(defaults: ListDefaultsChosen): ListReading {
  const [chosen, setChosen] = useState<{ readonly file: File; readonly id: number }>();
  const isTooLarge = (chosen?.file.size ?? 0) > MOST_BYTES;
  const reading = useQuery({
    queryKey: ['safety', 'list', chosen?.id, defaults],
    queryFn: ({ signal }) => previewList({ file: chosen?.file ?? new File([], ''), fields: defaults }, signal),
    enabled: chosen !== undefined && !isTooLarge,
    // While the same file is read again, what was read of it stays in view.
    placeholderData: (earlier, query) => (query?.queryKey[2] === chosen?.id ? earlier : undefined),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const preview = chosen ? reading.data : undefined;
  return {
    file: chosen?.file,
    isTooLarge,
    preview,
    isReading: reading.isFetching,
    error: chosen ? reading.error : undefined,
    isReady: preview !== undefined && preview.problemCount === 0 && preview.words > 0,
    take: ([file]) => setChosen((before) => (file ? { file, id: (before?.id ?? 0) + 1 } : before)),
    forget: () => setChosen(undefined),
  };
}
