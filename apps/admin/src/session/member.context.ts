import type { Me } from '@zhike/contracts';
import { createContext, useContext } from 'react';

export const MemberContext = createContext<Me | undefined>(undefined);

/** The member at this browser. Pages stand behind the session gate, so there always is one. */
export function useMember(): Me {
  const member = useContext(MemberContext);
  if (!member) throw new Error('a page outside the session gate asked who is logged in');
  return member;
}

export const mayWrite = ({ role }: Pick<Me, 'role'>): boolean => role === 'owner' || role === 'editor';

/** Who may write answers by hand; putting them in force takes the right to publish. */
export const mayCurate = ({ role }: Pick<Me, 'role'>): boolean => role !== 'agent';
export const mayServe = ({ role }: Pick<Me, 'role'>): boolean => role === 'owner' || role === 'reviewer';
