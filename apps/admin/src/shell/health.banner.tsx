import { WarningOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { useHealth } from '../api/answer.queries.js';
import { isSessionOver } from '../api/api.error.js';
import { useText } from '../text/text.context.js';
import { type Trouble, troublesOf } from './health.troubles.js';

const HEAVY: readonly Trouble[] = ['serverAway', 'databaseAway', 'graphAway'];

/** What keeps customers from good answers stands on every page until it is gone. */
export function HealthBanner() {
  const { data, error, isPending } = useHealth();
  const text = useText();
  if (isPending || isSessionOver(error)) return null;
  return (
    <div role="status">
      {troublesOf(data, error).map((trouble) => (
        <div key={trouble} className={`banner ${HEAVY.includes(trouble) ? 'banner-heavy' : ''}`}>
          <WarningOutlined aria-hidden="true" />
          <span>{text.health[trouble]}</span>
          <Link to="/system">{text.health.details}</Link>
        </div>
      ))}
    </div>
  );
}
