export { IdentityError, type IdentityRule } from './identity.errors.js';
export { IdentityService, type NewMember } from './identity.service.js';
export { WorkspaceService } from './workspace.service.js';
export type { Workspace } from './workspace.store.js';
