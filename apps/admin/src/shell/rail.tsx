import {
  ApiOutlined,
  CommentOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FileProtectOutlined,
  HighlightOutlined,
  IdcardOutlined,
  MessageOutlined,
  SafetyOutlined,
  RobotOutlined,
  PartitionOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useMember } from '../session/member.context.js';
import { Seal } from '../shared/seal.js';
import { useText } from '../text/text.context.js';
import { MemberMenu } from './member.menu.js';

/** The pages that the rail leads to. */
export type Entry =
  | 'policies'
  | 'curated'
  | 'graph'
  | 'try'
  | 'studio'
  | 'safety'
  | 'conversations'
  | 'customers'
  | 'members'
  | 'webhooks'
  | 'models'
  | 'system';

const OWNERS: readonly Entry[] = ['customers', 'members', 'webhooks', 'models'];

const ENTRIES: readonly (readonly [Entry, ReactNode])[] = [
  ['policies', <FileProtectOutlined key="policies" aria-hidden="true" />],
  ['curated', <MessageOutlined key="curated" aria-hidden="true" />],
  ['graph', <PartitionOutlined key="graph" aria-hidden="true" />],
  ['try', <ExperimentOutlined key="try" aria-hidden="true" />],
  ['studio', <HighlightOutlined key="studio" aria-hidden="true" />],
  ['safety', <SafetyOutlined key="safety" aria-hidden="true" />],
  ['conversations', <CommentOutlined key="conversations" aria-hidden="true" />],
  ['customers', <TeamOutlined key="customers" aria-hidden="true" />],
  ['members', <IdcardOutlined key="members" aria-hidden="true" />],
  ['webhooks', <ApiOutlined key="webhooks" aria-hidden="true" />],
  ['models', <RobotOutlined key="models" aria-hidden="true" />],
  ['system', <DashboardOutlined key="system" aria-hidden="true" />],
];

export function Rail() {
  const text = useText();
  const member = useMember();
  const entries = ENTRIES.filter(([name]) => !OWNERS.includes(name) || member.role === 'owner');
  return (
    <div className="rail">
      <div className="rail-head">
        <Seal size={36} />
        <span className="rail-names">
          <strong>{text.brand}</strong>
          <span className="soft ellipsis" title={member.workspace.name}>
            {member.workspace.name}
          </span>
        </span>
      </div>
      <nav aria-label={text.rail.label}>
        {entries.map(([name, icon]) => (
          <NavLink key={name} to={`/${name}`} className="rail-link">
            <span className="rail-icon" aria-hidden="true">
              {icon}
            </span>
            <span>{text.rail[name]}</span>
          </NavLink>
        ))}
      </nav>
      <MemberMenu />
    </div>
  );
}
