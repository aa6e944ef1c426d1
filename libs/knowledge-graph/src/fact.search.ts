export { type FactCandidate, type FactSearch, searchFacts } from './facts/fact.search.js';
