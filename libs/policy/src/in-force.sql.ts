/** Which rows of `policy_versions v` are in force; `$1` is the workspace, `$2` the moment. At most one version of a policy is. */
export const IS_IN_FORCE = `v.workspace_id = $1 and v.status = 'published' and v.effective_from <= $2
     and (v.effective_to is null or v.effective_to > $2)`;

const MOST_WORDS = 8;

/** The words of a search field; whatever is sought holds each of them. */
export const searchedWords = (text: string): string[] => text.trim().split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
