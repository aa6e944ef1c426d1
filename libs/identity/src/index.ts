export { SqlAuditLog } from './audit-log.store.js';
export { CustomerIdentity } from './customer.identity.js';
export type { ShownCustomer } from './customer.token.js';
export { IdentityError, type IdentityRule } from './identity.errors.js';
export { IdentityService, type NewMember } from './identity.service.js';
export { WorkspaceService } from './workspace.service.js';
export type { Workspace } from './workspace.store.js';
