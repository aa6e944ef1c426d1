import { Button } from 'antd';
import { useText } from '../text/text.context.js';

interface FurtherProps {
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly data: { readonly pages: readonly unknown[] } | undefined;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** Said below the last of several pages. */
  readonly end?: string;
}

/** The way to the next page of a list. */
export function Further({ pages: { hasNextPage, isFetchingNextPage, data, fetchNextPage }, end }: FurtherProps) {
  const { act } = useText();
  if (hasNextPage)
    return (
      <div className="centre further">
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {act.more}
        </Button>
      </div>
    );
  return end && (data?.pages.length ?? 0) > 1 ? <p className="soft centre further">{end}</p> : null;
}
