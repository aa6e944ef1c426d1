import { DeleteOutlined, PauseOutlined, PlayCircleOutlined, RollbackOutlined } from '@ant-design/icons';
import type { CuratedAnswer, CuratedStatus } from '@zhike/contracts';
import { App, Button } from 'antd';
import { explainError } from '../api/explain.error.js';
import { useSetCuratedStatus } from '../api/curated.queries.js';
import { mayCurate, mayServe, useMember } from '../session/member.context.js';
import { useText } from '../text/text.context.js';

/** On, off, removed and back. Nothing is lost by any of them, so none of them asks first; each offers the way back. */
export function StatusButtons({ answer }: { readonly answer: CuratedAnswer }) {
  const { curated: text } = useText();
  const member = useMember();
  const set = useStatus(answer);
  if (!mayCurate(member)) return null;
  if (answer.status === 'removed')
    return (
      <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => set('off')}>
        {text.putBack}
      </Button>
    );
  return (
    <>
      {answer.status === 'on' ? (
        <Button icon={<PauseOutlined aria-hidden="true" />} onClick={() => set('off')}>
          {text.turnOff}
        </Button>
      ) : null}
      {answer.status === 'off' && mayServe(member) ? (
        <Button type="primary" icon={<PlayCircleOutlined aria-hidden="true" />} onClick={() => set('on')}>
          {text.turnOn}
        </Button>
      ) : null}
      <Button danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => set('removed')}>
        {text.remove}
      </Button>
    </>
  );
}

function useStatus(answer: CuratedAnswer): (status: CuratedStatus) => void {
  const text = useText();
  const { message } = App.useApp();
  const change = useSetCuratedStatus(answer.id);
  const notes = { on: text.curated.turnedOn, off: text.curated.turnedOff, removed: text.curated.removedNote };
  const set = (status: CuratedStatus, before: CuratedStatus | undefined) =>
    change.mutate(status, {
      onSuccess: () => {
        const key = 'curated-status';
        const undo = before ? (
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              set(before, undefined);
            }}
          >
            {text.act.undo}
          </Button>
        ) : null;
        void message.success({
          key,
          duration: 6,
          content: (
            <>
              {notes[status]} {undo}
            </>
          ),
        });
      },
      onError: (error) => void message.error(explainError(error, text).headline),
    });
  return (status) => set(status, answer.status);
}
