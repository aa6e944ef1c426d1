export { RelationRanking } from './facts/relation.ranking.js';
