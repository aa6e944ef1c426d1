import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import type { SafetyEvent } from '@zhike/contracts';
import { Button } from 'antd';
import { useRevealEvent } from '../api/safety-queue.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { MarkedText } from './marked.text.js';

interface EventTextProps {
  readonly event: SafetyEvent;
  readonly maySeeText: boolean;
}

/** The masked text; the full one is asked for by hand, because the server writes down who read it. */
export function EventText({ event, maySeeText }: EventTextProps) {
  const { safety: text } = useText();
  const full = useRevealEvent(event.id);
  const shown = full.data ?? { text: event.excerpt, hits: event.hits };
  const reveal = () => (full.data ? full.reset() : full.mutate());
  return (
    <>
      <MarkedText text={shown.text} hits={shown.hits} />
      <div className="row wrap small soft" aria-live="polite">
        <span>{full.data ? text.revealed : maySeeText ? text.masked : text.maskedOnly}</span>
        {maySeeText ? (
          <Button
            size="small"
            type="text"
            icon={full.data ? <EyeInvisibleOutlined aria-hidden="true" /> : <EyeOutlined aria-hidden="true" />}
            loading={full.isPending}
            title={text.revealHelp}
            aria-keyshortcuts="v"
            onClick={reveal}
          >
            {full.data ? text.hide : text.reveal}
          </Button>
        ) : null}
      </div>
      <Problem error={full.error} />
    </>
  );
}
